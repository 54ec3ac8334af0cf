import type * as aws from "@pulumi/aws";
import { isEverybody } from "../../../core/network/blocks";
import { itemsOf } from "../../inputReaders";
import { awsRule, type Finding } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

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
    // Who comes from the Internet is asked where anybody may.
    const open = vpcConfig?.endpointPublicAccess === false ? [] : openings(vpcConfig?.publicAccessCidrs);
    return vpcConfig?.endpointPrivateAccess
      ? open
      : [{ at: "vpcConfig.endpointPrivateAccess", problem: "is off: nodes reach the API over the Internet" }, ...open];
  },
});

function openings(cidrs: readonly string[] | undefined): readonly Finding[] {
  const at = "vpcConfig.publicAccessCidrs";
  const listed = itemsOf(cidrs);
  // EKS takes 0.0.0.0/0 for an empty list too.
  if (listed.length === 0) return [{ at, problem: "names no network: EKS opens the API to the whole Internet" }];
  return listed.flatMap((cidr, index) =>
    isEverybody(cidr) ? [{ at: `${at}[${index}]`, problem: "opens the API to the whole Internet" }] : [],
  );
}
