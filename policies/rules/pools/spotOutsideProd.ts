import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "spot-outside-prod",
  title: "Outside of prod, pools with accelerators may buy spot capacity",
  severity: "low",
  why: "Trying things out on demand costs two to three times as much as on spot, for jobs that start again from a checkpoint anyway.",
  fix: "add spot to the requirement karpenter.sh/capacity-type, in the pool's capacityTypes",
  references: [eksBestPractices("Consider Spot for GPUs", "aiml-compute")],
  enforcement: "advisory",
  kinds: ["NodePool"],
  scope: "everywhere",
  problem: "buys no spot capacity",
  // What is reserved is paid for already.
  violations: ({ environment }) =>
    environment === "prod"
      ? "[]"
      : `!variables.acceleratorNodes || variables.nodeRequirements.exists(r,
        r.?key.orValue('') == 'karpenter.sh/capacity-type' && r.?operator.orValue('') == 'In'
        && r.?values.orValue([]).exists(type, type in ['spot', 'reserved'])) ? [] : ['karpenter.sh/capacity-type']`,
});
