import type * as aws from "@pulumi/aws";
import { isTrue } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.eks.ClusterArgs>()({
  name: "eks-refuses-deletion",
  title: "Clusters outside dev have deletion protection",
  severity: "high",
  why: "One API call with the right credentials, by hand or by a script, deletes all workloads, and Pulumi cannot prevent it.",
  fix: "set deletionProtection: true, as the presets of staging and prod do",
  references: [],
  enforcement: "mandatory",
  types: ["aws:eks/cluster:Cluster"],
  check: ({ deletionProtection }, { environment }) =>
    environment === "dev" || isTrue(deletionProtection)
      ? []
      : [{ at: "deletionProtection", problem: "must be true outside dev" }],
});
