import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { roleBinding } from "../../specimens/permissions";
import { rule } from "./noBuiltInRolesForTeams";

export default specimens(rule, {
  passing: [
    { title: "a binding of view", stack: [roleBinding({ roleRef: { kind: "ClusterRole", name: "view" } })] },
    {
      title: "a binding of the role that is aggregated into view",
      stack: [roleBinding({ roleRef: { kind: "ClusterRole", name: "system:aggregate-to-view" } })],
    },
    {
      title: "a binding of edit in a platform namespace",
      stack: [roleBinding({ roleRef: { kind: "ClusterRole", name: "edit" } }, platformNamespace)],
    },
  ],
  failing: [
    {
      title: "a binding of edit",
      stack: [roleBinding({ roleRef: { kind: "ClusterRole", name: "edit" } })],
      message: "the binding must not use a role that reads Secrets and opens shells: edit",
    },
    {
      title: "a binding of admin",
      stack: [roleBinding({ roleRef: { kind: "ClusterRole", name: "admin" } })],
      message: "the binding must not use a role that reads Secrets and opens shells: admin",
    },
    ...["system:aggregate-to-edit", "system:aggregate-to-admin"].map((name) => ({
      title: `a binding of ${name}`,
      stack: [roleBinding({ roleRef: { kind: "ClusterRole", name } })],
      message: `the binding must not use a role that reads Secrets and opens shells: ${name}`,
    })),
  ],
});
