import { everyTaint } from "../../../core/kubernetes/scheduling";
import type { AddonDefinition } from "./addon";

/** Finds nodes with a broken kernel, disk, network or GPU, which EKS then replaces. */
export const nodeMonitoringAgent: AddonDefinition = {
  name: "eks-node-monitoring-agent",
  stage: "afterNodes",
  configuration: () => ({
    nodeAgent: { tolerations: everyTaint },
    // Watches GPUs, whose nodes are tainted: by itself it would tolerate nothing.
    dcgmAgent: { tolerations: everyTaint },
  }),
};
