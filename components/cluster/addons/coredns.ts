import { onSystemNodes } from "../../../core/kubernetes/scheduling";
import type { AddonDefinition } from "./addon";

/** DNS of the cluster. */
export const coredns: AddonDefinition = {
  name: "coredns",
  stage: "afterNodes",
  configuration: ({ replicas }) => ({
    // Every pod needs DNS: at least two replicas, even in environments with one replica of other services.
    autoScaling: { enabled: true, minReplicas: Math.max(2, replicas), maxReplicas: 10 },
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    ...onSystemNodes,
  }),
};
