import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "own-service-account",
  title: "Pods that speak to Kubernetes have a ServiceAccount of their own",
  severity: "medium",
  why: "What one program is granted, every pod of the namespace has that names no ServiceAccount: they all share `default`.",
  fix: "name a ServiceAccount of the program in serviceAccountName, or turn its token off",
  references: [{ name: "CIS EKS 4.1.5" }, { name: "CKV_K8S_41" }],
  // Charts and pipelines that need no rights at all come so.
  enforcement: "advisory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "the pod has the token of a ServiceAccount that it shares",
  violations: `variables.podSpec.?automountServiceAccountToken.orValue(true)
      && variables.podSpec.?serviceAccountName.orValue('') in ['', 'default']
    ? ['default'] : []`,
});
