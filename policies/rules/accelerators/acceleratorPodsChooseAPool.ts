import { podKinds } from "../../../core/kubernetes/kinds";
import { acceleratorLabel, poolLabel } from "../../../core/kubernetes/labels";
import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

const labels = celLiteral([poolLabel, acceleratorLabel]);

export const rule = kubernetesRule({
  name: "accelerator-pods-choose-a-pool",
  title: "Pods that ask for an accelerator say which",
  severity: "medium",
  why: "A pod that asks for any GPU gets the first that is free: a small test holds an H100, and a large model runs out of an L4's memory.",
  fix: `select ${acceleratorLabel} or ${poolLabel}, in nodeSelector or in a required nodeAffinity`,
  references: [eksBestPractices("Well-known labels", "aiml-compute")],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "the pod takes whichever node it gets with",
  violations: `${labels}.exists(l, l in variables.nodeSelector)
      || variables.nodeTerms.size() > 0 && variables.nodeTerms.all(t, t.?matchExpressions.orValue([])
        .exists(e, e.key in ${labels} && e.operator == 'In'))
    ? [] : variables.accelerators`,
});
