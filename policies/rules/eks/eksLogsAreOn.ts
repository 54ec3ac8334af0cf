import type * as aws from "@pulumi/aws";
import { itemsOf } from "../../inputReaders";
import { awsRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

export const rule = awsRule<aws.eks.ClusterArgs>()({
  name: "eks-logs-are-on",
  title: "The control plane logs all that it can log",
  severity: "high",
  why: "After a stolen credential nobody can say what was read or changed: audit logs that were off are gone for good.",
  fix: `set enabledClusterLogTypes to ${logTypes.join(", ")}`,
  references: [
    { name: "CIS EKS 2.1.1" },
    { name: "CKV_AWS_37" },
    eksBestPractices("Detective controls", "auditing-and-logging"),
  ],
  enforcement: "mandatory",
  types: ["aws:eks/cluster:Cluster"],
  check: ({ enabledClusterLogTypes }) => {
    const enabled = new Set<unknown>(itemsOf(enabledClusterLogTypes));
    const missing = logTypes.filter((type) => !enabled.has(type));
    return missing.length === 0 ? [] : [{ at: "enabledClusterLogTypes", problem: `lacks ${missing.join(", ")}` }];
  },
});
