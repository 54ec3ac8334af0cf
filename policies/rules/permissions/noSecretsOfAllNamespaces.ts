import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-secrets-of-all-namespaces",
  title: "No ClusterRole reads secrets everywhere, or all that kubelets offer",
  severity: "high",
  why: "One controller with such a role that is broken into gives away every team's credentials and every pod's logs.",
  fix: "use a Role in each namespace, or name the secrets in resourceNames",
  references: [{ name: "CIS EKS 4.1.2" }, { name: "CIS EKS 4.1.10" }, { name: "C-0186" }, { name: "C-0279" }],
  // Operators that look after secrets of all namespaces, such as External Secrets, cannot do with less.
  enforcement: "advisory",
  kinds: ["ClusterRole"],
  scope: "everywhere",
  parts: ["rules"],
  problem: "reads in every namespace",
  // Verbs of * are no-wildcard-permissions' to refuse, which is mandatory.
  violations: `(variables.rules.exists(r, 'secrets' in r.?resources.orValue([])
      && size(r.?resourceNames.orValue([])) == 0
      && r.?verbs.orValue([]).exists(v, v in ['get', 'list', 'watch'])) ? ['secrets'] : [])
    + (variables.rules.exists(r, r.?resources.orValue([]).exists(s, s in ['nodes/proxy', '*/proxy']))
      ? ['nodes/proxy'] : [])`,
});
