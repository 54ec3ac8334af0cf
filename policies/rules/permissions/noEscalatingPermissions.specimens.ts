import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { role } from "../../specimens/permissions";
import { rule } from "./noEscalatingPermissions";

export default specimens(rule, {
  passing: [
    { of: "a team's role", stack: [role()] },
    {
      of: "a role that sees roles",
      stack: [role([{ apiGroups: ["rbac.authorization.k8s.io"], resources: ["roles"], verbs: ["get", "list"] }])],
    },
    {
      of: "a role that scales whatever can be scaled",
      stack: [role([{ apiGroups: ["apps"], resources: ["*/scale"], verbs: ["get", "update"] }])],
    },
    {
      of: "an operator's role in its own namespace",
      stack: [role([{ apiGroups: [""], resources: ["secrets"], verbs: ["get", "list", "watch"] }], platformNamespace)],
    },
  ],
  failing: [
    {
      of: "verbs that pass permissions on",
      stack: [
        role([
          { apiGroups: [""], resources: ["serviceaccounts"], verbs: ["impersonate"] },
          { apiGroups: ["rbac.authorization.k8s.io"], resources: ["roles"], verbs: ["bind", "escalate"] },
        ]),
      ],
      says: "grants what grants more: bind, escalate, impersonate",
    },
    {
      of: "shells",
      stack: [role([{ apiGroups: [""], resources: ["pods", "pods/exec"], verbs: ["get"] }])],
      says: "grants what grants more: pods/exec",
    },
    {
      of: "shells in whatever has them",
      stack: [role([{ apiGroups: [""], resources: ["*/exec", "*/proxy"], verbs: ["create"] }])],
      says: "grants what grants more: */exec, */proxy",
    },
    {
      of: "secrets",
      stack: [role([{ apiGroups: [""], resources: ["configmaps", "secrets"], verbs: ["list"] }])],
      says: "grants what grants more: secrets",
    },
    {
      of: "roles that are made",
      stack: [role([{ apiGroups: ["rbac.authorization.k8s.io"], resources: ["rolebindings"], verbs: ["create"] }])],
      says: "grants what grants more: rolebindings",
    },
  ],
});
