import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "memory-limit-is-request",
  title: "Teams' containers ask for all the memory that they may use",
  severity: "low",
  why: "What a container uses beyond its request the node has promised to others: at night the kernel kills whichever it meets first.",
  fix: "write the same amount in resources.requests.memory and resources.limits.memory",
  references: [eksBestPractices("Use requests=limits for all non-CPU resources when using consolidation", "karpenter")],
  // Nodes are shared for money's sake too, and a team may want to be squeezed.
  enforcement: "advisory",
  kinds: podKinds,
  // The platform's own services are sized by what they have been seen to need.
  scope: "teams",
  problem: "containers may use more memory than they ask for",
  // Init containers are gone before the others need theirs. What is left out is requests-set's matter.
  violations: `variables.mainContainers
    .filter(c, c.?resources.?requests.?memory.hasValue() && c.?resources.?limits.?memory.hasValue()
      && quantity(string(c.resources.limits.memory)).isGreaterThan(quantity(string(c.resources.requests.memory))))
    .map(c, c.name)`,
});
