import { everyTaint, onSystemNodes } from "../../../core/kubernetes/scheduling";
import type { AddonDefinition } from "./addon";

/** EBS volumes, each for one pod at a time. */
export const ebsCsiDriver: AddonDefinition = {
  name: "aws-ebs-csi-driver",
  stage: "afterNodes",
  identities: [
    {
      serviceAccount: "ebs-csi-controller-sa",
      managedPolicies: ["service-role/AmazonEBSCSIDriverPolicy"],
      createsVolumes: true,
    },
  ],
  configuration: ({ replicas }) => ({
    controller: { replicaCount: replicas, ...onSystemNodes },
    node: { tolerations: everyTaint },
  }),
};
