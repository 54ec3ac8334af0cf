import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";

/** The platform's own, as the provider gives them to all that Pulumi makes. */
const platformTags = ["environment", "managed-by", "platform"];

export const rule = kubernetesRule({
  name: "node-class-tags",
  title: "Nodes that Karpenter buys bear the tags that all else bears",
  severity: "medium",
  why: "Nodes are most of the bill, and Karpenter, not Pulumi, makes them: without tags in their class nobody can tell whose they are.",
  fix: "put the missing names into spec.tags, with values from the settings' tags",
  references: [],
  enforcement: "mandatory",
  reads: ["requiredTags"],
  kinds: ["EC2NodeClass"],
  scope: "everywhere",
  problem: "nodes have no tags",
  violations: ({ requiredTags }) =>
    `${celLiteral([...new Set([...requiredTags, ...platformTags])])}.filter(tag, !(tag in object.?spec.?tags.orValue({})))`,
});
