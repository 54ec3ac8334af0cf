import { aggregatedApis } from "./aggregatedApis";
import { applications } from "./applications";
import { certificates } from "./certificates";
import type { Controller } from "./controller";
import { gateways } from "./gateways";
import { inferenceServices } from "./inferenceServices";
import { karpenterNodeClasses } from "./karpenter/nodeClasses";
import { karpenterNodePools } from "./karpenter/nodePools";
import { karpenterNodes } from "./karpenter/nodes";
import { loadBalancers } from "./loadBalancers";
import { scaledObjects } from "./scaledObjects";
import { tfJobs } from "./tfJobs";
import { trainJobs } from "./trainJobs";
import { ebsVolumes, efsVolumes } from "./volumes";

/** All simulated controllers. A new one needs a file and an entry here. */
export const simulatedControllers: readonly Controller[] = [
  karpenterNodeClasses,
  karpenterNodePools,
  karpenterNodes,
  loadBalancers,
  ebsVolumes,
  efsVolumes,
  applications,
  certificates,
  gateways,
  inferenceServices,
  scaledObjects,
  trainJobs,
  tfJobs,
  aggregatedApis,
];
