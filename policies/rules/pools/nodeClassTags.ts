import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";

/** Tags that the AWS provider adds to every resource of the program. */
const platformTags = ["environment", "managed-by", "platform"];

export const rule = kubernetesRule({
  name: "node-class-tags",
  title: "Karpenter's nodes have the required tags",
  severity: "medium",
  why: "Nodes are most of the bill, and Karpenter creates them, not Pulumi: without tags in their EC2NodeClass, their cost has no owner.",
  fix: "add the missing tags to spec.tags, with the values of the settings' tags",
  references: [],
  enforcement: "mandatory",
  reads: ["requiredTags"],
  kinds: ["EC2NodeClass"],
  scope: "everywhere",
  problem: "spec.tags must include",
  violations: ({ requiredTags }) =>
    `${celLiteral([...new Set([...requiredTags, ...platformTags])])}.filter(tag, !(tag in object.?spec.?tags.orValue({})))`,
});
