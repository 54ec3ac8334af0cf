import { serviceFacts } from "../../../core/services/serviceFacts";

export const facts = serviceFacts({
  title: "Cluster Autoscaler",
  purpose: "adds and removes system nodes, and nodes of pools with provisioner `managedNodeGroup`",
  namespace: undefined,
  charts: {
    "cluster-autoscaler": {
      chart: "cluster-autoscaler",
      repository: "https://kubernetes.github.io/autoscaler",
      version: "9.59.0",
      source: "https://github.com/kubernetes/autoscaler tag cluster-autoscaler-chart-9.59.0, 2026-07-21",
      verified: true,
      images: ["registry.k8s.io/autoscaling/cluster-autoscaler:v1.35.0"],
      crds: [],
      checked: "2026-11-24",
      kubernetes: { oldest: "1.34", newest: "1.36" },
      billed: "nothing",
    },
  },
  kinds: [],
  allowedTraffic: {},
  exemptions: [],
  standIns: () => import("./standIn").then(({ standIns }) => standIns),
});
