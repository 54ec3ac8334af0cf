import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "pool-limits",
  title: "Every node pool says how many CPUs or accelerators it has at most",
  severity: "high",
  why: "Karpenter buys nodes for whatever waits: a job that was started a thousand times becomes a thousand nodes overnight.",
  fix: "set spec.limits with cpu, or with nvidia.com/gpu or aws.amazon.com/neuron for accelerators",
  references: [{ name: "Karpenter: spec.limits", url: "https://karpenter.sh/docs/concepts/nodepools/#speclimits" }],
  enforcement: "mandatory",
  kinds: ["NodePool"],
  scope: "everywhere",
  problem: "has no bound in cpu or accelerators",
  violations: `['cpu', 'nvidia.com/gpu', 'aws.amazon.com/neuron']
    .exists(resource, resource in object.?spec.?limits.orValue({})) ? [] : ['spec.limits']`,
});
