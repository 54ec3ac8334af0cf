import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";
import { wildcardPattern } from "../../wildcards";

export const rule = kubernetesRule({
  name: "instance-types",
  title: "Karpenter pools list instance types that guardrails.instanceTypes allows",
  severity: "medium",
  why: "A pool without a list gets the first available type: a notebook occupies a node with eight H100s for a weekend.",
  fix: "list the types in a requirement node.kubernetes.io/instance-type, or add them to guardrails.instanceTypes",
  references: [eksBestPractices("Exclude instance types that do not fit your workload", "karpenter")],
  enforcement: "mandatory",
  reads: ["instanceTypes"],
  kinds: ["NodePool"],
  scope: "everywhere",
  problem: "instance types must be listed and allowed by guardrails.instanceTypes",
  violations: ({ instanceTypes }) => `size(variables.nodeTypes) == 0 ? ['node.kubernetes.io/instance-type'] :
    variables.nodeTypes.map(r, r.?values.orValue([])
      .filter(type, !type.matches(${celLiteral(wildcardPattern(...instanceTypes))})).join(', '))
    .filter(types, types != '')`,
});
