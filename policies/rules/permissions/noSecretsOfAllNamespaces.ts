import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-secrets-of-all-namespaces",
  title: "ClusterRoles do not read all Secrets or the kubelet API",
  severity: "high",
  why: "An attacker who takes over one controller with such a role gets every team's credentials and every pod's logs.",
  fix: "use a Role in each namespace, or name the Secrets in resourceNames",
  references: [{ name: "CIS EKS 4.1.2" }, { name: "CIS EKS 4.1.10" }, { name: "C-0186" }, { name: "C-0279" }],
  // Operators that manage Secrets of all namespaces, such as External Secrets, need this permission.
  enforcement: "advisory",
  kinds: ["ClusterRole"],
  scope: "everywhere",
  parts: ["rules"],
  problem: "the ClusterRole should not read in every namespace",
  // The rule no-wildcard-permissions, which is mandatory, rejects the verb *.
  violations: `(variables.rules.exists(r, 'secrets' in r.?resources.orValue([])
      && size(r.?resourceNames.orValue([])) == 0
      && r.?verbs.orValue([]).exists(v, v in ['get', 'list', 'watch'])) ? ['secrets'] : [])
    + (variables.rules.exists(r, r.?resources.orValue([]).exists(s, s in ['nodes/proxy', '*/proxy']))
      ? ['nodes/proxy'] : [])`,
});
