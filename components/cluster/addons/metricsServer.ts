import { onSystemNodes } from "../../../core/kubernetes/scheduling";
import type { AddonDefinition } from "./addon";

/** Metrics of the CPU and memory use of pods, for autoscaling. */
export const metricsServer: AddonDefinition = {
  name: "metrics-server",
  stage: "afterNodes",
  configuration: ({ replicas }) => ({ replicas, ...onSystemNodes }),
};
