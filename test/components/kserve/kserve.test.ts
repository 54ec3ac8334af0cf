import { describe, expect, it } from "vitest";
import { KServe } from "../../../components/kserve/kserve";
import { isJsonObject } from "../../../core/json/json";
import { waitsFor } from "../../support/graph";
import { all, only, recordComponent } from "../../support/record";
import { serviceContext, there } from "../../support/service";

const gateway = { domain: "models.internal", gateway: { namespace: "istio-ingress", name: "platform" } } as const;
const releaseType = "kubernetes:helm.sh/v3:Release";

function kserve(replicas = 2) {
  return recordComponent(
    () =>
      new KServe(
        "k",
        serviceContext({ replicas }),
        { monitoringCrds: there, certManager: there, gatewayApi: there, keda: there },
        { ingressGateway: { ready: [], ...gateway } },
      ),
  );
}

describe("KServe", () => {
  it("creates policies first, then CRDs, the controller with its webhooks, and the runtimes", async () => {
    const resources = await kserve();
    const kinds = only(resources, releaseType, "k-crd");
    const controller = only(resources, releaseType, "k-controller");
    expect(waitsFor(resources, controller, kinds)).toBe(true);
    expect(waitsFor(resources, only(resources, releaseType, "k-runtimes"), controller)).toBe(true);
    const policies = all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy");
    expect(policies.filter((policy) => !waitsFor(resources, kinds, policy))).toEqual([]);
  });

  it("refers routes to the given gateway", async () => {
    const { values } = only(await kserve(), releaseType, "k-controller").inputs;
    expect(isJsonObject(values) ? values.kserve : undefined).toMatchObject({
      controller: {
        gateway: { domain: "models.internal", ingressGateway: { kserveGateway: "istio-ingress/platform" } },
      },
    });
  });

  it("has a disruption budget for each controller, by the labels in the chart", async () => {
    const resources = await kserve();
    expect(only(resources, "kubernetes:autoscaling/v2:HorizontalPodAutoscaler").inputs.spec).toEqual({
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "kserve-controller-manager" },
      minReplicas: 2,
      maxReplicas: 2,
      metrics: [
        { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } } },
      ],
    });
    expect(only(resources, "kubernetes:policy/v1:PodDisruptionBudget").inputs.spec).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: { "control-plane": "kserve-controller-manager" } },
    });
  });

  it("has no disruption budget with one replica", async () => {
    const types = (await kserve(1)).map(({ type }) => type);
    expect(types.filter((type) => /Autoscaler|DisruptionBudget/.test(type))).toEqual([]);
  });

  it("has a PodMonitor for the port that its network policy allows", async () => {
    const resources = await kserve();
    expect(only(resources, "kubernetes:monitoring.coreos.com/v1:PodMonitor").inputs.spec).toEqual({
      selector: { matchLabels: { "control-plane": "kserve-controller-manager" } },
      podMetricsEndpoints: [{ port: "metrics", path: "/metrics", interval: "30s" }],
    });
    const policies = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
    expect(only(resources, policies, "k-namespace-network-metrics").inputs.spec).toMatchObject({
      ingress: [{ ports: [{ protocol: "TCP", port: 8080 }] }],
    });
    expect(only(resources, policies, "k-namespace-network-from-api-server").inputs.spec).toMatchObject({
      ingress: [{ from: [{ ipBlock: { cidr: "10.0.160.0/22" } }], ports: [{ protocol: "TCP", port: 9443 }] }],
    });
  });
});
