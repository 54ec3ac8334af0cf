import type * as aws from "@pulumi/aws";
import { awsRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = awsRule<aws.eks.ClusterArgs>()({
  name: "eks-access-by-entries",
  title: "Access entries alone say who reaches the cluster",
  severity: "high",
  why: "The creator's hidden right, or one line in aws-auth, keeps an administrator that no review of the program sees.",
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
      : [{ at: "accessConfig.authenticationMode", problem: "is not API: aws-auth would be believed as well" }]),
    ...(accessConfig?.bootstrapClusterCreatorAdminPermissions === false
      ? []
      : [
          {
            at: "accessConfig.bootstrapClusterCreatorAdminPermissions",
            problem: "is not off: whoever creates the cluster stays its administrator",
          },
        ]),
  ],
});
