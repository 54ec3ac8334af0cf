import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "own-service-account",
  title: "Pods that use the Kubernetes API have their own ServiceAccount",
  severity: "medium",
  why: "All pods without a ServiceAccount share default, so a permission for one program applies to all of them.",
  fix: "set serviceAccountName to the program's own ServiceAccount, or automountServiceAccountToken: false",
  references: [{ name: "CIS EKS 4.1.5" }, { name: "CKV_K8S_41" }],
  // Charts and pipelines that need no permissions often use the default account.
  enforcement: "advisory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "the pod should use its own ServiceAccount, not the shared account",
  violations: `variables.podSpec.?automountServiceAccountToken.orValue(true)
      && variables.podSpec.?serviceAccountName.orValue('') in ['', 'default']
    ? ['default'] : []`,
});
