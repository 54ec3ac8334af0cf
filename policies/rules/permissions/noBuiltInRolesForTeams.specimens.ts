import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { roleBinding } from "../../specimens/permissions";
import { rule } from "./noBuiltInRolesForTeams";

export default specimens(rule, {
  passing: [
    { of: "a binding of view", stack: [roleBinding({ roleRef: { kind: "ClusterRole", name: "view" } })] },
    {
      of: "a binding of the role that is aggregated into view",
      stack: [roleBinding({ roleRef: { kind: "ClusterRole", name: "system:aggregate-to-view" } })],
    },
    {
      of: "a binding of edit in a platform namespace",
      stack: [roleBinding({ roleRef: { kind: "ClusterRole", name: "edit" } }, platformNamespace)],
    },
  ],
  failing: [
    {
      of: "a binding of edit",
      stack: [roleBinding({ roleRef: { kind: "ClusterRole", name: "edit" } })],
      says: "the binding must not use a role that reads Secrets and opens shells: edit",
    },
    {
      of: "a binding of admin",
      stack: [roleBinding({ roleRef: { kind: "ClusterRole", name: "admin" } })],
      says: "the binding must not use a role that reads Secrets and opens shells: admin",
    },
    ...["system:aggregate-to-edit", "system:aggregate-to-admin"].map((name) => ({
      of: `a binding of ${name}`,
      stack: [roleBinding({ roleRef: { kind: "ClusterRole", name } })],
      says: `the binding must not use a role that reads Secrets and opens shells: ${name}`,
    })),
  ],
});
