import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-wildcard-permissions",
  title: "No role grants * of verbs, resources or groups",
  severity: "high",
  why: "A role of * also grants what comes with the next operator's kinds, which nobody has looked at: it becomes an administrator's by itself.",
  fix: "list the verbs, resources and apiGroups that are needed",
  references: [{ name: "CIS EKS 4.1.3" }, { name: "C-0187" }, { name: "CKV_K8S_49" }],
  enforcement: "mandatory",
  kinds: ["Role", "ClusterRole"],
  scope: "everywhere",
  parts: ["rules"],
  problem: "rules have *",
  violations: `(variables.rules.exists(r, '*' in r.?verbs.orValue([])) ? ['verbs'] : [])
    + (variables.rules.exists(r, '*' in r.?resources.orValue([])) ? ['resources'] : [])
    + (variables.rules.exists(r, '*' in r.?apiGroups.orValue([])) ? ['apiGroups'] : [])
    + (variables.rules.exists(r, r.?nonResourceURLs.orValue([]).exists(u, u in ['*', '/*'])) ? ['nonResourceURLs'] : [])`,
});
