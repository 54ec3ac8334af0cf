import { podKinds } from "../../../core/kubernetes/kinds";
import { acceleratorLabel, poolLabel } from "../../../core/kubernetes/labels";
import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "only-accelerator-pods-on-accelerator-pools",
  title: "Teams' pods without an accelerator stay off the nodes that have some",
  severity: "high",
  why: "A web server that strays onto a GPU node keeps it from going empty: the team pays for eight idle GPUs through the night.",
  fix: "ask for an accelerator, or remove the toleration, and the pool or accelerator that the pod selects",
  references: [eksBestPractices("Use Taints and Tolerations", "aiml-compute")],
  enforcement: "mandatory",
  reads: ["acceleratorPools"],
  kinds: podKinds,
  // Agents of the platform run on every node.
  scope: "teams",
  problem: "the pod asks for no accelerator, and would run beside some by",
  violations: ({ acceleratorPools }) => `variables.accelerators.size() > 0 ? []
    : (variables.nodeSelector[?'${poolLabel}'].orValue('') in ${celLiteral(acceleratorPools)} ? ['nodeSelector ${poolLabel}'] : [])
      + ('${acceleratorLabel}' in variables.nodeSelector ? ['nodeSelector ${acceleratorLabel}'] : [])
      + (variables.nodeTerms.exists(t, t.?matchExpressions.orValue([]).exists(e,
          e.key == '${poolLabel}' && e.operator == 'In' && e.?values.orValue([]).exists(v, v in ${celLiteral(acceleratorPools)})
          || e.key == '${acceleratorLabel}' && e.operator in ['In', 'Exists'])) ? ['nodeAffinity'] : [])
      + variables.acceleratorKeys.filter(k, variables.tolerations.exists(t, t.?key.orValue('') == k)).map(k, 'toleration ' + k)
      + (variables.tolerations.exists(t, t.?key.orValue('') == '' && t.?effect.orValue('') in ['', 'NoSchedule']) ? ['toleration of every taint'] : [])`,
});
