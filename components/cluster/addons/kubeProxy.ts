import type { AddonDefinition } from "./addon";

/** Routes the addresses of Services on each node. It tolerates every taint; its schema has no key for tolerations. */
export const kubeProxy: AddonDefinition = { name: "kube-proxy", stage: "beforeNodes" };
