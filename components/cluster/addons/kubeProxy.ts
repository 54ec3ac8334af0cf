import type { AddonDefinition } from "./addon";

/** Routes the addresses of Services on each node. It tolerates every taint by default, and its schema has no key for that. */
export const kubeProxy: AddonDefinition = { name: "kube-proxy", stage: "beforeNodes" };
