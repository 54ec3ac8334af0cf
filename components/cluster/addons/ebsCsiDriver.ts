import { everyTaint, onSystemNodes } from "../../../core/kubernetes/scheduling";
import type { AddonDefinition } from "./addon";

/** Volumes of one pod. */
export const ebsCsiDriver: AddonDefinition = {
  name: "aws-ebs-csi-driver",
  stage: "afterNodes",
  identities: [
    {
      serviceAccount: "ebs-csi-controller-sa",
      managedPolicies: ["service-role/AmazonEBSCSIDriverPolicy"],
      makesVolumes: true,
    },
  ],
  configuration: ({ replicas }) => ({
    controller: { replicaCount: replicas, ...onSystemNodes },
    node: { tolerations: everyTaint },
  }),
};
