import type * as aws from "@pulumi/aws";
import { awsRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = awsRule<aws.eks.ClusterArgs>()({
  name: "eks-access-by-entries",
  title: "Only access entries grant access to the cluster",
  severity: "high",
  why: "The implicit admin rights of the cluster's creator, or one line in aws-auth, add an administrator that no review of the program shows.",
  fix: 'set accessConfig to authenticationMode: "API" and bootstrapClusterCreatorAdminPermissions: false',
  references: [
    { name: "CIS EKS 4.1.7" },
    eksBestPractices("Remove the cluster-admin permissions from the cluster creator", "identity-and-access-management"),
  ],
  enforcement: "mandatory",
  types: ["aws:eks/cluster:Cluster"],
  check: ({ accessConfig }) => [
    ...(accessConfig?.authenticationMode === "API"
      ? []
      : [{ at: "accessConfig.authenticationMode", problem: "must be API; otherwise aws-auth grants access too" }]),
    ...(accessConfig?.bootstrapClusterCreatorAdminPermissions === false
      ? []
      : [
          {
            at: "accessConfig.bootstrapClusterCreatorAdminPermissions",
            problem: "must be false; otherwise the creator of the cluster stays its administrator",
          },
        ]),
  ],
});
