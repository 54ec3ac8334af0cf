import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-cluster-admin-bindings",
  title: "The role cluster-admin is not bound",
  severity: "critical",
  why: "One stolen token of such an account gives control of the cluster, of every team's secrets and of its AWS roles.",
  fix: "bind a role with only the needed permissions; administrators use EKS access entries, which end with the person's access",
  references: [{ name: "CIS EKS 4.1.1" }, { name: "NSA C-0035" }, { name: "C-0185" }],
  enforcement: "mandatory",
  kinds: ["RoleBinding", "ClusterRoleBinding"],
  scope: "everywhere",
  parts: ["roleRef", "subjects"],
  problem: "the binding must not use a role that allows everything",
  violations: `object.?roleRef.?kind.orValue('') == 'ClusterRole' && object.roleRef.?name.orValue('') == 'cluster-admin'
    ? ['cluster-admin'] : []`,
});
