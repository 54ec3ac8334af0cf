import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";

/** With any verb: `get` is enough for a shell, since it may come by a websocket. */
const withAnyVerb = [
  "nodes/proxy",
  "pods/attach",
  "pods/ephemeralcontainers",
  "pods/exec",
  "pods/portforward",
  "pods/proxy",
  "services/proxy",
  "serviceaccounts/token",
  // RBAC's form for a subresource of whatever has it.
  "*/attach",
  "*/ephemeralcontainers",
  "*/exec",
  "*/portforward",
  "*/proxy",
  "*/token",
];

/** A binding's rules stand in another object: `escalate` and `bind` alone would not be enough. */
const whenMade = ["roles", "rolebindings"];

export const rule = kubernetesRule({
  name: "no-escalating-permissions",
  title: "A team's role grants nothing that grants more: no secrets, no shells, no roles",
  severity: "high",
  why: "A shell in another's pod has that pod's role in AWS and its secrets, and no policy judges what runs there.",
  fix: "leave it out: logs, events and a job with another command serve the same ends",
  references: [
    { name: "CIS EKS 4.1.2" },
    { name: "CIS EKS 4.1.8" },
    { name: "NSA C-0002" },
    { name: "CKV_K8S_155" },
    {
      name: "Kubernetes: Privilege escalation risks",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks",
    },
  ],
  enforcement: "mandatory",
  kinds: ["Role"],
  scope: "teams",
  parts: ["rules"],
  problem: "grants what grants more",
  violations: `['bind', 'escalate', 'impersonate'].filter(v, variables.rules.exists(r, v in r.?verbs.orValue([])))
    + ${celLiteral(withAnyVerb)}.filter(s, variables.rules.exists(r, s in r.?resources.orValue([])))
    + ['secrets'].filter(s, variables.rules.exists(r, s in r.?resources.orValue([])
      && r.?verbs.orValue([]).exists(v, v in ['get', 'list', 'watch'])))
    + ${celLiteral(whenMade)}.filter(s, variables.rules.exists(r, s in r.?resources.orValue([])
      && r.?verbs.orValue([]).exists(v, v in ['create', 'update', 'patch'])))`,
});
