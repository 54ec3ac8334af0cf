import { everyTaint } from "../../../core/kubernetes/scheduling";
import type { AddonDefinition } from "./addon";

/** Detects nodes with a faulty kernel, disk, network or GPU. EKS replaces them. */
export const nodeMonitoringAgent: AddonDefinition = {
  name: "eks-node-monitoring-agent",
  stage: "afterNodes",
  configuration: () => ({
    nodeAgent: { tolerations: everyTaint },
    // Monitors GPUs. Nodes with GPUs are tainted, and by default this agent tolerates no taint.
    dcgmAgent: { tolerations: everyTaint },
  }),
};
