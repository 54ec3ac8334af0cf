import { describe, expect, it } from "vitest";
import { IngressGateway, type IngressGatewayArgs } from "../../../components/ingressGateway/ingressGateway";
import type { Registration } from "../../../core/graph/registration";
import { isJsonObject } from "../../../core/json/json";
import { waitsFor } from "../../support/graph";
import { all, only, recordComponent } from "../../support/record";
import { serviceContext, there } from "../../support/service";

const releaseType = "kubernetes:helm.sh/v3:Release";
const gatewayType = "kubernetes:gateway.networking.k8s.io/v1:Gateway";
const certificateType = "kubernetes:cert-manager.io/v1:Certificate";

function gateway(changes: Partial<IngressGatewayArgs> = {}): Promise<Registration[]> {
  return recordComponent(
    () =>
      new IngressGateway(
        "g",
        serviceContext(),
        { monitoringCrds: there, certManager: there, loadBalancerController: there, istio: there },
        { domain: "models.internal", ...changes },
      ),
  );
}

async function serviceValues(changes: Partial<IngressGatewayArgs> = {}) {
  const { values } = only(await gateway(changes), releaseType).inputs;
  return isJsonObject(values) ? values.service : undefined;
}

describe("IngressGateway", () => {
  it("waits for the certificate and the proxies, then for the address of the Gateway", async () => {
    const resources = await gateway();
    const last = only(resources, gatewayType);
    expect(last.inputs.metadata).toEqual({
      name: "platform",
      namespace: "istio-ingress",
      annotations: { "pulumi.com/waitFor": "condition=Programmed" },
    });
    const certificate = only(resources, certificateType);
    expect(certificate.inputs.metadata).toMatchObject({ annotations: { "pulumi.com/waitFor": "condition=Ready" } });
    const before = [
      certificate,
      only(resources, releaseType),
      only(resources, "kubernetes:networking.istio.io/v1:DestinationRule"),
      ...all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy"),
    ];
    expect(before.filter((earlier) => !waitsFor(resources, last, earlier))).toEqual([]);
  });

  it("refers to the proxies' Service by the name in its chart", async () => {
    const resources = await gateway();
    expect(only(resources, releaseType).inputs).toMatchObject({
      name: "gateway",
      namespace: "istio-ingress",
      values: { name: "ingress-gateway" },
    });
    expect(only(resources, gatewayType).inputs.spec).toMatchObject({
      addresses: [{ type: "Hostname", value: "ingress-gateway.istio-ingress.svc.cluster.local" }],
    });
  });

  it("enables readiness gates of the load balancer in a restricted namespace", async () => {
    expect(only(await gateway(), "kubernetes:core/v1:Namespace").inputs.metadata).toMatchObject({
      labels: {
        "elbv2.k8s.aws/pod-readiness-gate-inject": "enabled",
        "pod-security.kubernetes.io/enforce": "restricted",
      },
    });
  });

  it("has a PodMonitor for the proxies' metrics port", async () => {
    expect(only(await gateway(), "kubernetes:monitoring.coreos.com/v1:PodMonitor").inputs.spec).toEqual({
      selector: { matchLabels: { istio: "ingress-gateway" } },
      sampleLimit: 100_000,
      podMetricsEndpoints: [{ port: "http-envoy-prom", path: "/stats/prometheus", interval: "30s" }],
    });
  });

  it("allows private networks only by default", async () => {
    expect(await serviceValues()).toMatchObject({
      loadBalancerSourceRanges: ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"],
      annotations: { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" },
    });
    expect(await serviceValues({ scheme: "internet-facing", clientCidrs: ["203.0.113.0/24"] })).toMatchObject({
      loadBalancerSourceRanges: ["203.0.113.0/24"],
      annotations: { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing" },
    });
  });

  it("rejects an internet-facing load balancer without client blocks", async () => {
    await expect(gateway({ scheme: "internet-facing" })).rejects.toThrow(
      'IngressGateway "g": clientCidrs must be set with scheme "internet-facing": the default allows only private blocks\n' +
        "  fix: list the CIDR blocks of clients, such as [203.0.113.0/24], or use scheme internal",
    );
  });

  it.each(["localhost", "Models.internal", "models.internal.", "*.internal", "a..b", ""])(
    "rejects the domain %j",
    async (domain) => {
      await expect(gateway({ domain })).rejects.toThrow(
        `IngressGateway "g": domain must be a domain of lower-case letters, digits and hyphens: "${domain}"\n` +
          "  fix: use at least two labels, such as models.internal",
      );
    },
  );
});
