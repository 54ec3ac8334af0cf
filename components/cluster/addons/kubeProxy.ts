import type { AddonDefinition } from "./addon";

/** Addresses of Services on each node. It tolerates every taint, and its schema has no key for more. */
export const kubeProxy: AddonDefinition = { name: "kube-proxy", stage: "beforeNodes" };
