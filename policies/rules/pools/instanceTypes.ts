import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";
import { wildcardPattern } from "../../wildcards";

export const rule = kubernetesRule({
  name: "instance-types",
  title: "Karpenter buys only types of instances that the settings let run",
  severity: "medium",
  why: "A pool without a list of types takes the first that is free: a notebook gets a node of eight H100 for a weekend.",
  fix: "list types in a requirement node.kubernetes.io/instance-type, or add them to guardrails.instanceTypes",
  references: [eksBestPractices("Exclude instance types that do not fit your workload", "karpenter")],
  enforcement: "mandatory",
  reads: ["instanceTypes"],
  kinds: ["NodePool"],
  scope: "everywhere",
  problem: "types of instances are not let run, or not listed",
  violations: ({ instanceTypes }) => `size(variables.nodeTypes) == 0 ? ['node.kubernetes.io/instance-type'] :
    variables.nodeTypes.map(r, r.?values.orValue([])
      .filter(type, !type.matches(${celLiteral(wildcardPattern(...instanceTypes))})).join(', '))
    .filter(types, types != '')`,
});
