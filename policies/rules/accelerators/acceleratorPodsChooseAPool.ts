import { podKinds } from "../../../core/kubernetes/kinds";
import { acceleratorLabel, poolLabel } from "../../../core/kubernetes/labels";
import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

const labels = celLiteral([poolLabel, acceleratorLabel]);

export const rule = kubernetesRule({
  name: "accelerator-pods-choose-a-pool",
  title: "Pods that request an accelerator select its type or a pool",
  severity: "medium",
  why: "A pod that requests any GPU gets the first free one: a small test occupies an H100, or a large model runs out of memory on an L4.",
  fix: `select ${acceleratorLabel} or ${poolLabel} in nodeSelector or in a required nodeAffinity`,
  references: [eksBestPractices("Well-known labels", "aiml-compute")],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "the pod must select an accelerator type or a pool; it requests",
  violations: `${labels}.exists(l, l in variables.nodeSelector)
      || variables.nodeTerms.size() > 0 && variables.nodeTerms.all(t, t.?matchExpressions.orValue([])
        .exists(e, e.key in ${labels} && e.operator == 'In'))
    ? [] : variables.accelerators`,
});
