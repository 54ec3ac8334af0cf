import { serviceFacts } from "../../core/services/serviceFacts";

/** Port of the recommender's readiness probe and metrics. */
const recommenderPort = 8942;

export const facts = serviceFacts({
  title: "Vertical Pod Autoscaler",
  purpose: "recommends CPU and memory requests from actual use; it changes no pod",
  namespace: "vertical-pod-autoscaler",
  charts: {
    "vertical-pod-autoscaler": {
      chart: "vertical-pod-autoscaler",
      repository: "https://kubernetes.github.io/autoscaler",
      version: "0.11.0",
      source:
        "https://github.com/kubernetes/autoscaler tag vertical-pod-autoscaler-chart-0.11.0, commit 49ef1cb46052, 2026-07-26",
      verified: true,
      images: ["registry.k8s.io/autoscaling/vpa-recommender:1.7.1"],
      crds: ["autoscaling.k8s.io/VerticalPodAutoscaler", "autoscaling.k8s.io/VerticalPodAutoscalerCheckpoint"],
      // Helm does not upgrade CRDs in this folder: apply new ones with kubectl before you upgrade the chart.
      crdPlace: "crds",
      checked: "2026-11-28",
      kubernetes: { oldest: "1.34", newest: "1.36" },
      billed: "nothing",
    },
  },
  kinds: [
    {
      group: "autoscaling.k8s.io",
      version: "v1",
      kind: "VerticalPodAutoscaler",
      plural: "verticalpodautoscalers",
      namespaced: true,
      teams: "view",
      pods: "none",
    },
    {
      group: "autoscaling.k8s.io",
      version: "v1",
      kind: "VerticalPodAutoscalerCheckpoint",
      plural: "verticalpodautoscalercheckpoints",
      namespaced: true,
      teams: "none",
      pods: "none",
    },
  ],
  allowedTraffic: { metrics: [recommenderPort] },
  exemptions: [],
  standIns: () => import("./standIn").then(({ standIns }) => standIns),
});
