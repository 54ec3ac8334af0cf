/** A controller that makes nodes for pods that wait. */
export type NodeScaler = "karpenter" | "cluster-autoscaler";
