import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "pool-limits",
  title: "Every node pool limits its CPUs or accelerators",
  severity: "high",
  why: "Karpenter starts nodes for every pending pod: a job that is started a thousand times becomes a thousand nodes overnight.",
  fix: "set spec.limits with cpu, or with nvidia.com/gpu or aws.amazon.com/neuron for accelerators",
  references: [{ name: "Karpenter: spec.limits", url: "https://karpenter.sh/docs/concepts/nodepools/#speclimits" }],
  enforcement: "mandatory",
  kinds: ["NodePool"],
  scope: "everywhere",
  problem: "the pool must limit cpu or accelerators in",
  violations: `['cpu', 'nvidia.com/gpu', 'aws.amazon.com/neuron']
    .exists(resource, resource in object.?spec.?limits.orValue({})) ? [] : ['spec.limits']`,
});
