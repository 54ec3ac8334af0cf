import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "spot-outside-prod",
  title: "Accelerator pools outside prod may use spot capacity",
  severity: "low",
  why: "On-demand capacity costs two to three times as much as spot, and jobs outside prod can resume from a checkpoint.",
  fix: "add spot to the pool's capacityTypes, which sets the requirement karpenter.sh/capacity-type",
  references: [eksBestPractices("Consider Spot for GPUs", "aiml-compute")],
  enforcement: "advisory",
  kinds: ["NodePool"],
  scope: "everywhere",
  problem: "outside prod, the pool should include spot in",
  // Reserved capacity is already paid for.
  violations: ({ environment }) =>
    environment === "prod"
      ? "[]"
      : `!variables.acceleratorNodes || variables.nodeRequirements.exists(r,
        r.?key.orValue('') == 'karpenter.sh/capacity-type' && r.?operator.orValue('') == 'In'
        && r.?values.orValue([]).exists(type, type in ['spot', 'reserved'])) ? [] : ['karpenter.sh/capacity-type']`,
});
