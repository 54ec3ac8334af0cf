import type * as aws from "@pulumi/aws";
import { itemsOf } from "../../inputReaders";
import { awsRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

export const rule = awsRule<aws.eks.ClusterArgs>()({
  name: "eks-logs-are-on",
  title: "The control plane writes logs of every type",
  severity: "high",
  why: "After a credential is stolen, only audit logs show what was read or changed, and logs that were off cannot be recovered.",
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
    return missing.length === 0
      ? []
      : [{ at: "enabledClusterLogTypes", problem: `must include ${missing.join(", ")}` }];
  },
});
