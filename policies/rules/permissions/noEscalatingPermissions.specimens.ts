import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { role } from "../../specimens/permissions";
import { rule } from "./noEscalatingPermissions";

export default specimens(rule, {
  passing: [
    { title: "a team's role", stack: [role()] },
    {
      title: "a role that reads roles",
      stack: [role([{ apiGroups: ["rbac.authorization.k8s.io"], resources: ["roles"], verbs: ["get", "list"] }])],
    },
    {
      title: "a role that scales every resource",
      stack: [role([{ apiGroups: ["apps"], resources: ["*/scale"], verbs: ["get", "update"] }])],
    },
    {
      title: "an operator's role in a platform namespace",
      stack: [role([{ apiGroups: [""], resources: ["secrets"], verbs: ["get", "list", "watch"] }], platformNamespace)],
    },
  ],
  failing: [
    {
      title: "a role with verbs that grant permissions",
      stack: [
        role([
          { apiGroups: [""], resources: ["serviceaccounts"], verbs: ["impersonate"] },
          { apiGroups: ["rbac.authorization.k8s.io"], resources: ["roles"], verbs: ["bind", "escalate"] },
        ]),
      ],
      message: "the role must not grant: bind, escalate, impersonate",
    },
    {
      title: "a role that opens shells",
      stack: [role([{ apiGroups: [""], resources: ["pods", "pods/exec"], verbs: ["get"] }])],
      message: "the role must not grant: pods/exec",
    },
    {
      title: "a role that opens shells in every resource",
      stack: [role([{ apiGroups: [""], resources: ["*/exec", "*/proxy"], verbs: ["create"] }])],
      message: "the role must not grant: */exec, */proxy",
    },
    {
      title: "a role that reads Secrets",
      stack: [role([{ apiGroups: [""], resources: ["configmaps", "secrets"], verbs: ["list"] }])],
      message: "the role must not grant: secrets",
    },
    {
      title: "a role that creates role bindings",
      stack: [role([{ apiGroups: ["rbac.authorization.k8s.io"], resources: ["rolebindings"], verbs: ["create"] }])],
      message: "the role must not grant: rolebindings",
    },
  ],
});
