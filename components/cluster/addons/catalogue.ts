import type { AddonDefinition } from "./addon";
import { coredns } from "./coredns";
import { ebsCsiDriver } from "./ebsCsiDriver";
import { efsCsiDriver } from "./efsCsiDriver";
import { kubeProxy } from "./kubeProxy";
import { metricsServer } from "./metricsServer";
import { nodeMonitoringAgent } from "./nodeMonitoringAgent";
import { podIdentityAgent } from "./podIdentityAgent";
import { snapshotController } from "./snapshotController";
import { vpcCni } from "./vpcCni";

/**
 * All managed add-ons. A new add-on needs a version in `components/versions/addons.ts`, a file in this folder and a
 * line here.
 */
export const addons: readonly AddonDefinition[] = [
  vpcCni,
  kubeProxy,
  podIdentityAgent,
  coredns,
  ebsCsiDriver,
  efsCsiDriver,
  snapshotController,
  metricsServer,
  nodeMonitoringAgent,
];
