import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-wildcard-permissions",
  title: "Roles grant no wildcard for verbs, resources or API groups",
  severity: "high",
  why: "A role with * also covers the kinds that the next operator adds, and becomes an administrator role without review.",
  fix: "list the verbs, resources and apiGroups that are needed",
  references: [{ name: "CIS EKS 4.1.3" }, { name: "C-0187" }, { name: "CKV_K8S_49" }],
  enforcement: "mandatory",
  kinds: ["Role", "ClusterRole"],
  scope: "everywhere",
  parts: ["rules"],
  problem: "the role must not use * in",
  violations: `(variables.rules.exists(r, '*' in r.?verbs.orValue([])) ? ['verbs'] : [])
    + (variables.rules.exists(r, '*' in r.?resources.orValue([])) ? ['resources'] : [])
    + (variables.rules.exists(r, '*' in r.?apiGroups.orValue([])) ? ['apiGroups'] : [])
    + (variables.rules.exists(r, r.?nonResourceURLs.orValue([]).exists(u, u in ['*', '/*'])) ? ['nonResourceURLs'] : [])`,
});
