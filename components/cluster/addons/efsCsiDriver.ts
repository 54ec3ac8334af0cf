import { everyTaint, onSystemNodes } from "../../../core/kubernetes/scheduling";
import type { AddonDefinition } from "./addon";

/** EFS volumes, which many pods share. */
export const efsCsiDriver: AddonDefinition = {
  name: "aws-efs-csi-driver",
  stage: "afterNodes",
  identities: [
    { serviceAccount: "efs-csi-controller-sa", managedPolicies: ["service-role/AmazonEFSCSIDriverPolicy"] },
    { serviceAccount: "efs-csi-node-sa", managedPolicies: ["AmazonElasticFileSystemsUtils"] },
  ],
  configuration: ({ replicas }) => ({
    controller: { replicaCount: replicas, ...onSystemNodes },
    node: { tolerations: everyTaint },
  }),
};
