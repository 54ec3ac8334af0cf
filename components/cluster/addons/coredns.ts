import { onSystemNodes } from "../../../core/kubernetes/scheduling";
import type { AddonDefinition } from "./addon";

/** Names in the cluster. */
export const coredns: AddonDefinition = {
  name: "coredns",
  stage: "afterNodes",
  configuration: ({ replicas }) => ({
    // Names are looked up by every pod: two servers even where other services have one.
    autoScaling: { enabled: true, minReplicas: Math.max(2, replicas), maxReplicas: 10 },
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    ...onSystemNodes,
  }),
};
