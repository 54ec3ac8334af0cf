import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-anonymous-subjects",
  title: "Roles are not bound to all users or all service accounts",
  severity: "critical",
  why: "A role bound to system:unauthenticated is open to the whole network, and a role bound to all service accounts is open to every pod.",
  fix: "bind named users, groups or the service accounts of one namespace, such as mlops:team:vision:viewer",
  references: [{ name: "C-0262" }],
  enforcement: "mandatory",
  kinds: ["RoleBinding", "ClusterRoleBinding"],
  scope: "everywhere",
  parts: ["roleRef", "subjects"],
  problem: "the binding must not include everyone",
  violations: `object.?subjects.orValue([])
    .filter(s, s.?name.orValue('') in
      ['system:anonymous', 'system:unauthenticated', 'system:authenticated', 'system:serviceaccounts'])
    .map(s, s.name)`,
});
