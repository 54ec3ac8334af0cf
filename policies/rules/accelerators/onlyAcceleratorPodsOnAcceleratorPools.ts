import { podKinds } from "../../../core/kubernetes/kinds";
import { acceleratorLabel, poolLabel } from "../../../core/kubernetes/labels";
import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "only-accelerator-pods-on-accelerator-pools",
  title: "Team pods without an accelerator do not run on accelerator nodes",
  severity: "high",
  why: "A web server on a GPU node prevents the node's removal, so the team pays for eight idle GPUs overnight.",
  fix: "request an accelerator, or remove the toleration and the selector of the pool or accelerator from the pod",
  references: [eksBestPractices("Use Taints and Tolerations", "aiml-compute")],
  enforcement: "mandatory",
  reads: ["acceleratorPools"],
  kinds: podKinds,
  // Agents of the platform run on every node, also on those with accelerators.
  scope: "teams",
  problem: "the pod requests no accelerator, so it must not select or tolerate accelerator nodes",
  violations: ({ acceleratorPools }) => `variables.accelerators.size() > 0 ? []
    : (variables.nodeSelector[?'${poolLabel}'].orValue('') in ${celLiteral(acceleratorPools)} ? ['nodeSelector ${poolLabel}'] : [])
      + ('${acceleratorLabel}' in variables.nodeSelector ? ['nodeSelector ${acceleratorLabel}'] : [])
      + (variables.nodeTerms.exists(t, t.?matchExpressions.orValue([]).exists(e,
          e.key == '${poolLabel}' && e.operator == 'In' && e.?values.orValue([]).exists(v, v in ${celLiteral(acceleratorPools)})
          || e.key == '${acceleratorLabel}' && e.operator in ['In', 'Exists'])) ? ['nodeAffinity'] : [])
      + variables.acceleratorKeys.filter(k, variables.tolerations.exists(t, t.?key.orValue('') == k)).map(k, 'toleration ' + k)
      + (variables.tolerations.exists(t, t.?key.orValue('') == '' && t.?effect.orValue('') in ['', 'NoSchedule']) ? ['toleration of every taint'] : [])`,
});
