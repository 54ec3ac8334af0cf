import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";

/** Rejected with any verb: `get` is enough to open a shell through a websocket. */
const withAnyVerb = [
  "nodes/proxy",
  "pods/attach",
  "pods/ephemeralcontainers",
  "pods/exec",
  "pods/portforward",
  "pods/proxy",
  "services/proxy",
  "serviceaccounts/token",
  // RBAC's form for a subresource of every resource.
  "*/attach",
  "*/ephemeralcontainers",
  "*/exec",
  "*/portforward",
  "*/proxy",
  "*/token",
];

/**
 * Rejected with verbs that write. The permissions of a binding are in another object, so `escalate` and `bind` are not
 * enough.
 */
const forbiddenToWrite = ["roles", "rolebindings"];

export const rule = kubernetesRule({
  name: "no-escalating-permissions",
  title: "A team's role grants no permission that leads to further permissions",
  severity: "high",
  why: "A shell in another pod has that pod's AWS role and secrets, and no policy judges the commands that run there.",
  fix: "remove the permission; read logs and events, or run a job with another command instead",
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
  problem: "the role must not grant",
  violations: `['bind', 'escalate', 'impersonate'].filter(v, variables.rules.exists(r, v in r.?verbs.orValue([])))
    + ${celLiteral(withAnyVerb)}.filter(s, variables.rules.exists(r, s in r.?resources.orValue([])))
    + ['secrets'].filter(s, variables.rules.exists(r, s in r.?resources.orValue([])
      && r.?verbs.orValue([]).exists(v, v in ['get', 'list', 'watch'])))
    + ${celLiteral(forbiddenToWrite)}.filter(s, variables.rules.exists(r, s in r.?resources.orValue([])
      && r.?verbs.orValue([]).exists(v, v in ['create', 'update', 'patch'])))`,
});
