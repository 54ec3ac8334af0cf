import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { roleBinding } from "../../specimens/permissions";
import { rule } from "./noBuiltInRolesForTeams";

export default specimens(rule, {
  passing: [
    { of: "Kubernetes' role view", stack: [roleBinding({ roleRef: { kind: "ClusterRole", name: "view" } })] },
    {
      of: "what Kubernetes' role view is joined of",
      stack: [roleBinding({ roleRef: { kind: "ClusterRole", name: "system:aggregate-to-view" } })],
    },
    {
      of: "edit in a namespace of the platform's",
      stack: [roleBinding({ roleRef: { kind: "ClusterRole", name: "edit" } }, platformNamespace)],
    },
  ],
  failing: [
    {
      of: "edit",
      stack: [roleBinding({ roleRef: { kind: "ClusterRole", name: "edit" } })],
      says: "binds a role that reads secrets and opens shells: edit",
    },
    {
      of: "admin",
      stack: [roleBinding({ roleRef: { kind: "ClusterRole", name: "admin" } })],
      says: "binds a role that reads secrets and opens shells: admin",
    },
    ...["system:aggregate-to-edit", "system:aggregate-to-admin"].map((name) => ({
      of: name,
      stack: [roleBinding({ roleRef: { kind: "ClusterRole", name } })],
      says: `binds a role that reads secrets and opens shells: ${name}`,
    })),
  ],
});
