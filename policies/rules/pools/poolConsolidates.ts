import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "pool-consolidates",
  title: "Node pools remove idle nodes, and general pools replace nodes regularly",
  severity: "medium",
  why: "A pool that never consolidates keeps the nodes of last month's peak, and one without expiry runs year-old kernels.",
  fix: "set disruption.consolidateAfter to a duration, and also template.spec.expireAfter unless the pool has accelerators",
  references: [eksBestPractices("Use timers (TTL) to delete nodes", "karpenter")],
  enforcement: "mandatory",
  kinds: ["NodePool"],
  scope: "everywhere",
  problem: "nodes must not stay forever; the pool must set a duration for",
  // Karpenter's defaults are durations. Training runs for weeks, so accelerator nodes are removed only when they are
  // empty.
  violations: `(object.?spec.?disruption.?consolidateAfter.orValue('0s') == 'Never' ? ['spec.disruption.consolidateAfter'] : [])
    + (variables.nodeTemplate.?expireAfter.orValue('720h') == 'Never'
      && !variables.acceleratorNodes ? ['spec.template.spec.expireAfter'] : [])`,
});
