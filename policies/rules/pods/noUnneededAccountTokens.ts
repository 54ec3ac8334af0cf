import { podKinds } from "../../../core/kubernetes/kinds";
import { apiUseAnnotation } from "../../../core/kubernetes/labels";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-unneeded-account-tokens",
  title: "Team pods mount no token for the Kubernetes API, or declare its use",
  severity: "medium",
  why: "A model or a data set that executes code reads the mounted token and uses all permissions of the pod's ServiceAccount.",
  fix: `set automountServiceAccountToken: false, or describe the use in the annotation ${apiUseAnnotation}`,
  references: [{ name: "CIS EKS 4.1.6" }, { name: "NSA C-0034" }, { name: "CKV_K8S_38" }],
  // Pipeline pods report their result to their controller through the API.
  enforcement: "advisory",
  kinds: podKinds,
  scope: "teams",
  problem: "the pod should not mount a ServiceAccount token without declaring its use; it mounts the token of",
  violations: `variables.podSpec.?automountServiceAccountToken.orValue(true)
      && variables.podAnnotations[?'${apiUseAnnotation}'].orValue('') == ''
    ? [variables.podSpec.?serviceAccountName.orValue('default')] : []`,
});
