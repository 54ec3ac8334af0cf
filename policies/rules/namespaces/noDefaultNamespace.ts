import { workloadKinds } from "../../../components/services/kinds";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-default-namespace",
  title: "Workloads do not run in the namespace default",
  severity: "medium",
  why: "The namespace default has no quota, no network policy and no pod security standard, so a manifest without a namespace runs without limits.",
  fix: "set metadata.namespace to the team's namespace, or to a platform namespace",
  references: [{ name: "CIS EKS 4.5.2" }, { name: "NSA C-0061" }, { name: "CKV_K8S_21" }],
  enforcement: "mandatory",
  kinds: workloadKinds,
  scope: "default",
  problem: "workloads must not run in the namespace default",
  violations: "object.metadata.?namespace.orValue('default') == 'default' ? [object.kind] : []",
});
