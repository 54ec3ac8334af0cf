import { podKinds } from "../../../core/kubernetes/kinds";
import { apiUseAnnotation } from "../../../core/kubernetes/labels";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-unneeded-account-tokens",
  title: "Teams' pods have no token for the Kubernetes API, or say what for",
  severity: "medium",
  why: "A model or a data set that runs code reads the mounted token, and does whatever the pod's ServiceAccount may.",
  fix: `write automountServiceAccountToken: false, or say what for in the annotation ${apiUseAnnotation}`,
  references: [{ name: "CIS EKS 4.1.6" }, { name: "NSA C-0034" }, { name: "CKV_K8S_38" }],
  // Pods of pipelines tell their controller by the API how they end.
  enforcement: "advisory",
  kinds: podKinds,
  scope: "teams",
  problem: "the pod has a token of a ServiceAccount, and says not what for",
  violations: `variables.podSpec.?automountServiceAccountToken.orValue(true)
      && variables.podAnnotations[?'${apiUseAnnotation}'].orValue('') == ''
    ? [variables.podSpec.?serviceAccountName.orValue('default')] : []`,
});
