import { onSystemNodes } from "../../../core/kubernetes/scheduling";
import type { AddonDefinition } from "./addon";

/** CPU and memory of pods, by which they are scaled. */
export const metricsServer: AddonDefinition = {
  name: "metrics-server",
  stage: "afterNodes",
  configuration: ({ replicas }) => ({ replicas, ...onSystemNodes }),
};
