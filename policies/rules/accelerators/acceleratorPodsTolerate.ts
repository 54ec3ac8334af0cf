import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "accelerator-pods-tolerate",
  title: "Pods that request an accelerator tolerate the taint of its nodes",
  severity: "medium",
  why: "A pod that does not tolerate the taint of the nodes it needs stays pending until the deadline of its job.",
  fix: "add a toleration with the accelerator's resource as key: key nvidia.com/gpu, operator Exists, effect NoSchedule",
  references: [eksBestPractices("Use Taints and Tolerations", "aiml-compute")],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "the pod must tolerate the taints of the accelerators that it requests",
  violations: `variables.accelerators.filter(k, !variables.tolerations.exists(t,
    t.?effect.orValue('') in ['', 'NoSchedule']
      && (t.?operator.orValue('Equal') == 'Exists' ? t.?key.orValue('') in ['', k]
        : t.?key.orValue('') == k && t.?value.orValue('') == 'present')))`,
});
