import { acceleratorLabel } from "../../../core/kubernetes/labels";
import { acceleratorTaints } from "../../acceleratorTypes";
import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "accelerator-pools-are-tainted",
  title: "Karpenter's accelerator nodes have a taint and a label",
  severity: "high",
  why: "Without the taint, a web server's pod starts a node with eight H100s and keeps it, and training jobs find no capacity.",
  fix: `add a taint nvidia.com/gpu or aws.amazon.com/neuron with the effect NoSchedule, and the label ${acceleratorLabel}`,
  references: [eksBestPractices("Use taints and tolerations", "aiml-compute")],
  enforcement: "mandatory",
  kinds: ["NodePool"],
  scope: "everywhere",
  problem: "nodes with accelerators must have",
  violations: `!variables.acceleratorNodes ? [] :
    (variables.nodeTemplate.?taints.orValue([]).exists(t, t.?key.orValue('') in ${celLiteral(acceleratorTaints)}
      && t.?effect.orValue('') in ['NoSchedule', 'NoExecute']) ? [] : ['spec.template.spec.taints'])
    + ('${acceleratorLabel}' in variables.nodeLabels ? [] : ['${acceleratorLabel}'])`,
});
