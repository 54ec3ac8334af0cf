import { describe, expect, it } from "vitest";
import { facts } from "../../../components/istio/facts";
import { Istio } from "../../../components/istio/istio";
import { istioBaseValues, istiodValues } from "../../../components/istio/values";
import { chartNamed } from "../../../components/services/charts";
import { waitsFor } from "../../support/graph";
import { all, only, recordComponent } from "../../support/record";
import { serviceContext, there } from "../../support/service";
import { onSystemNodes, sized } from "../../support/values";

const releaseType = "kubernetes:helm.sh/v3:Release";

function istio() {
  return recordComponent(() => new Istio("i", serviceContext(), { monitoringCrds: there, gatewayApi: there }));
}

describe("Istio", () => {
  it("comes up policies first, then kinds, then the control plane", async () => {
    const resources = await istio();
    const base = only(resources, releaseType, "i-base");
    expect(waitsFor(resources, only(resources, releaseType, "i-istiod"), base)).toBe(true);
    const policies = all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy");
    expect(policies.filter((policy) => !waitsFor(resources, base, policy))).toEqual([]);
  });

  it("is scraped at the port that its Service names", async () => {
    expect(only(await istio(), "kubernetes:monitoring.coreos.com/v1:ServiceMonitor").inputs.spec).toEqual({
      selector: { matchLabels: { istio: "pilot" } },
      endpoints: [{ port: "http-monitoring", path: "/metrics", interval: "30s" }],
    });
  });

  it("lets the platform's proxies ask, and no team's pods", () => {
    expect(facts.allowedTraffic).toEqual({
      fromApiServer: [15017],
      metrics: [15014],
      further: {
        proxies: {
          podSelector: { matchLabels: { istio: "pilot" } },
          policyTypes: ["Ingress"],
          ingress: [
            {
              from: [{ namespaceSelector: { matchLabels: { "mlops.platform/part-of": "platform" } } }],
              ports: [{ protocol: "TCP", port: 15012 }],
            },
          ],
        },
      },
    });
  });
});

describe("Istio's values", () => {
  it("of its kinds make no account that reads for other clusters", () => {
    expect(istioBaseValues).toEqual({ global: { enableReaderRBAC: false } });
  });

  it("of the control plane leave gateways and sidecars to those who ask, and images without a shell", () => {
    expect(istiodValues({ mirror: {}, replicas: 2 })).toMatchObject({
      global: {
        enableReaderRBAC: false,
        hub: "registry.istio.io/release",
        tag: chartNamed("istiod").version,
        variant: "distroless",
      },
      seccompProfile: { type: "RuntimeDefault" },
      env: { PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER: "false" },
      sidecarInjectorWebhook: { enableNamespacesByDefault: false },
    });
  });

  it("of the control plane keep two replicas apart, on the system nodes", () => {
    expect(istiodValues({ mirror: {}, replicas: 2 })).toMatchObject({
      global: { priorityClassName: "system-cluster-critical", defaultPodDisruptionBudget: { enabled: true } },
      autoscaleEnabled: false,
      replicaCount: 2,
      resources: sized,
      topologySpreadConstraints: [
        {
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: { istio: "pilot" } },
        },
      ],
      ...onSystemNodes,
    });
  });

  it("let a node go with one replica, and take images from a mirror", () => {
    const { global } = istiodValues({ mirror: { images: "registry.example/x" }, replicas: 1 });
    expect(global.defaultPodDisruptionBudget).toEqual({ enabled: false });
    expect(global.hub).toBe("registry.example/x/registry.istio.io/release");
  });

  it("are of charts of one version", () => {
    const versions = new Set<string>(
      [chartNamed("base"), chartNamed("istiod"), chartNamed("gateway")].map(({ version }) => version),
    );
    expect(versions.size).toBe(1);
  });
});
