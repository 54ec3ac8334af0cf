import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "pool-consolidates",
  title: "Node pools give nodes back, and general ones replace them in time",
  severity: "medium",
  why: "A pool that never consolidates keeps the nodes of last month's peak, and one without expiry runs year-old kernels.",
  fix: "set disruption.consolidateAfter to a time, and template.spec.expireAfter too unless the pool has accelerators",
  references: [eksBestPractices("Use timers (TTL) to delete nodes", "karpenter")],
  enforcement: "mandatory",
  kinds: ["NodePool"],
  scope: "everywhere",
  problem: "nodes stay for ever",
  // Left out, both are times: Karpenter's defaults. Training lasts for weeks, so nodes with accelerators may go when empty alone.
  violations: `(object.?spec.?disruption.?consolidateAfter.orValue('0s') == 'Never' ? ['spec.disruption.consolidateAfter'] : [])
    + (variables.nodeTemplate.?expireAfter.orValue('720h') == 'Never'
      && !variables.acceleratorNodes ? ['spec.template.spec.expireAfter'] : [])`,
});
