import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-cluster-admin-bindings",
  title: "Nobody is bound to cluster-admin",
  severity: "critical",
  why: "Whoever steals one token of such an account owns the cluster, every team's secrets and its roles in AWS.",
  fix: "bind a role with what is needed; administrators come by EKS access entries, which end with the person's access",
  references: [{ name: "CIS EKS 4.1.1" }, { name: "NSA C-0035" }, { name: "C-0185" }],
  enforcement: "mandatory",
  kinds: ["RoleBinding", "ClusterRoleBinding"],
  scope: "everywhere",
  parts: ["roleRef", "subjects"],
  problem: "binds a role that may do everything",
  violations: `object.?roleRef.?kind.orValue('') == 'ClusterRole' && object.roleRef.?name.orValue('') == 'cluster-admin'
    ? ['cluster-admin'] : []`,
});
