import { describe, expect, it } from "vitest";
import { facts } from "../../../components/verticalPodAutoscaler/facts";
import { verticalPodAutoscalerValues } from "../../../components/verticalPodAutoscaler/values";
import { VerticalPodAutoscaler } from "../../../components/verticalPodAutoscaler/verticalPodAutoscaler";
import { all, only, recordComponent } from "../../support/record";
import { serviceContext, there } from "../../support/service";

const monitorType = "kubernetes:monitoring.coreos.com/v1:PodMonitor";

function autoscaler(serviceMonitors = true) {
  const context = serviceContext({ metrics: { serviceMonitors } });
  return recordComponent(() => new VerticalPodAutoscaler("v", context, { monitoringCrds: there }));
}

describe("VerticalPodAutoscaler", () => {
  it("is its chart with its CRDs in its own namespace", async () => {
    const resources = await autoscaler();
    expect(only(resources, "kubernetes:core/v1:Namespace").inputs).toMatchObject({
      metadata: { name: "vertical-pod-autoscaler", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
    });
    expect(only(resources, "kubernetes:helm.sh/v3:Release").inputs).toMatchObject({
      name: "vertical-pod-autoscaler",
      version: facts.charts["vertical-pod-autoscaler"].version,
      skipCrds: false,
    });
  });

  it("has a monitor if ServiceMonitors are on, at the port that its network policy opens", async () => {
    const resources = await autoscaler();
    expect(only(resources, monitorType).inputs).toMatchObject({
      spec: { podMetricsEndpoints: [{ port: "prometheus" }] },
    });
    expect(
      only(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy", "v-namespace-network-metrics").inputs,
    ).toMatchObject({ spec: { ingress: [{ ports: [{ port: 8942 }] }] } });
    expect(all(await autoscaler(false), monitorType)).toEqual([]);
  });
});

describe("verticalPodAutoscalerValues", () => {
  it("install only the recommender, which changes no pods", () => {
    expect(verticalPodAutoscalerValues({ mirror: {}, replicas: 2 })).toMatchObject({
      admissionController: { enabled: false, certGen: { enabled: false } },
      updater: { enabled: false },
      recommender: { replicas: 2, podDisruptionBudget: { enabled: true } },
    });
  });

  it("have no disruption budget with one replica, and use the mirror's image", () => {
    const { recommender } = verticalPodAutoscalerValues({ mirror: { images: "registry.example" }, replicas: 1 });
    expect(recommender.podDisruptionBudget).toEqual({ enabled: false });
    expect(recommender.image.repository).toBe("registry.example/registry.k8s.io/autoscaling/vpa-recommender");
  });
});
