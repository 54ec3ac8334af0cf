import type * as aws from "@pulumi/aws";
import { isTrue } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.eks.ClusterArgs>()({
  name: "eks-refuses-deletion",
  title: "AWS refuses to delete a cluster outside dev",
  severity: "high",
  why: "One call with the right credentials, by hand or by a script, takes all workloads away: Pulumi is not asked.",
  fix: "set deletionProtection, which the environments staging and prod have",
  references: [],
  enforcement: "mandatory",
  types: ["aws:eks/cluster:Cluster"],
  check: ({ deletionProtection }, { environment }) =>
    environment === "dev" || isTrue(deletionProtection) ? [] : [{ at: "deletionProtection", problem: "is off" }],
});
