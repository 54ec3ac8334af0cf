import type * as aws from "@pulumi/aws";
import { itemsOf } from "../../reading";
import { eksBestPractices } from "../../references";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.eks.ClusterArgs>()({
  name: "eks-api-is-private",
  title: "The Kubernetes API is reached from the VPC, and from named networks at most",
  severity: "high",
  why: "An API that the whole Internet reaches is one stolen token or one unpatched flaw away from being anybody's.",
  fix: "list your networks in cluster.publicAccessCidrs, or set cluster.runner: in-vpc",
  references: [
    { name: "CIS EKS 5.4.1" },
    { name: "CIS EKS 5.4.2" },
    eksBestPractices("Make the EKS cluster endpoint private", "identity-and-access-management"),
  ],
  enforcement: "mandatory",
  types: ["aws:eks/cluster:Cluster"],
  check: ({ vpcConfig }) => {
    const open = itemsOf(vpcConfig?.publicAccessCidrs ?? ["0.0.0.0/0"]).flatMap((cidr, index) =>
      vpcConfig?.endpointPublicAccess !== false && /^(0\.0\.0\.0|::)\/\d$/.test(cidr)
        ? [{ at: `vpcConfig.publicAccessCidrs[${index}]`, problem: "opens the API to the whole Internet" }]
        : [],
    );
    return vpcConfig?.endpointPrivateAccess
      ? open
      : [{ at: "vpcConfig.endpointPrivateAccess", problem: "is off: nodes reach the API over the Internet" }, ...open];
  },
});
