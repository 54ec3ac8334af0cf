import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "memory-limit-is-request",
  title: "Teams' containers request as much memory as their limit",
  severity: "low",
  why: "The node has promised the memory beyond a container's request to other pods. When it runs out, the kernel kills one of them.",
  fix: "set resources.requests.memory and resources.limits.memory to the same amount",
  references: [eksBestPractices("Use requests=limits for all non-CPU resources when using consolidation", "karpenter")],
  // Overcommitted memory saves cost, and a team may accept the risk.
  enforcement: "advisory",
  kinds: podKinds,
  // The sizes of platform services come from measurements.
  scope: "teams",
  problem: "containers should not have a memory limit above their request",
  // Init containers that end before the others start are not checked. The rule requests-set reports missing values.
  violations: `(variables.mainContainers + variables.lastingInitContainers)
    .filter(c, c.?resources.?requests.?memory.hasValue() && c.?resources.?limits.?memory.hasValue()
      && quantity(string(c.resources.limits.memory)).isGreaterThan(quantity(string(c.resources.requests.memory))))
    .map(c, c.name)`,
});
