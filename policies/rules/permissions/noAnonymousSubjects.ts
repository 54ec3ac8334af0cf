import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-anonymous-subjects",
  title: "Roles are bound to somebody, never to everybody",
  severity: "critical",
  why: "A role that is bound to system:unauthenticated is the whole network's, and one bound to all service accounts is every pod's.",
  fix: "name users, groups or service accounts of one namespace, such as mlops:team:vision:viewer",
  references: [{ name: "C-0262" }],
  enforcement: "mandatory",
  kinds: ["RoleBinding", "ClusterRoleBinding"],
  scope: "everywhere",
  parts: ["roleRef", "subjects"],
  problem: "binds everybody",
  violations: `object.?subjects.orValue([])
    .filter(s, s.?name.orValue('') in
      ['system:anonymous', 'system:unauthenticated', 'system:authenticated', 'system:serviceaccounts'])
    .map(s, s.name)`,
});
