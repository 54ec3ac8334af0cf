import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "accelerator-pods-tolerate",
  title: "Pods that ask for an accelerator tolerate its nodes' taint",
  severity: "medium",
  why: "A pod that does not tolerate the taint of the only nodes that could run it waits for ever, and its job ends by its deadline.",
  fix: "tolerate the taint whose key is the resource: key nvidia.com/gpu, operator Exists, effect NoSchedule",
  references: [eksBestPractices("Use Taints and Tolerations", "aiml-compute")],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "the pod asks for accelerators whose nodes it does not tolerate",
  violations: `variables.accelerators.filter(k, !variables.tolerations.exists(t,
    t.?effect.orValue('') in ['', 'NoSchedule']
      && (t.?operator.orValue('Equal') == 'Exists' ? t.?key.orValue('') in ['', k]
        : t.?key.orValue('') == k && t.?value.orValue('') == 'present')))`,
});
