import { workloadKinds } from "../../../components/services/kinds";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-default-namespace",
  title: "Nothing that has pods is in the namespace default",
  severity: "medium",
  why: "The namespace default has no quota, no network policy and no pod security standard: a manifest that forgets its namespace runs unbounded.",
  fix: "set metadata.namespace to the team's namespace, or to one of the platform's",
  references: [{ name: "CIS EKS 4.5.2" }, { name: "NSA C-0061" }, { name: "CKV_K8S_21" }],
  enforcement: "mandatory",
  kinds: workloadKinds,
  scope: "default",
  problem: "runs in the namespace default",
  violations: "object.metadata.?namespace.orValue('default') == 'default' ? [object.kind] : []",
});
