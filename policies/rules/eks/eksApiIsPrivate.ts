import type * as aws from "@pulumi/aws";
import { isOpenToInternet } from "../../../core/network/blocks";
import { itemsOf } from "../../inputReaders";
import { awsRule, type Finding } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = awsRule<aws.eks.ClusterArgs>()({
  name: "eks-api-is-private",
  title: "The Kubernetes API is reachable only from the VPC and from listed networks",
  severity: "high",
  why: "If the whole Internet reaches the API, one stolen token or one unpatched vulnerability compromises the cluster.",
  fix: "list your networks in cluster.publicAccessCidrs, or set cluster.runner: in-vpc",
  references: [
    { name: "CIS EKS 5.4.1" },
    { name: "CIS EKS 5.4.2" },
    eksBestPractices("Make the EKS cluster endpoint private", "identity-and-access-management"),
  ],
  enforcement: "mandatory",
  types: ["aws:eks/cluster:Cluster"],
  check: ({ vpcConfig }) => {
    // The list of networks matters only with a public endpoint.
    const open = vpcConfig?.endpointPublicAccess === false ? [] : openings(vpcConfig?.publicAccessCidrs);
    return vpcConfig?.endpointPrivateAccess
      ? open
      : [
          {
            at: "vpcConfig.endpointPrivateAccess",
            problem: "must be true; otherwise nodes reach the API over the Internet",
          },
          ...open,
        ];
  },
});

function openings(cidrs: readonly string[] | undefined): readonly Finding[] {
  const at = "vpcConfig.publicAccessCidrs";
  const listed = itemsOf(cidrs);
  // EKS also uses 0.0.0.0/0 for an empty list.
  if (listed.length === 0)
    return [{ at, problem: "must list networks; otherwise EKS opens the API to the whole Internet" }];
  return listed.flatMap((cidr, index) =>
    isOpenToInternet(cidr) ? [{ at: `${at}[${index}]`, problem: "must not open the API to the whole Internet" }] : [],
  );
}
