/** A controller that creates nodes for pending pods. */
export type NodeScaler = "karpenter" | "cluster-autoscaler";
