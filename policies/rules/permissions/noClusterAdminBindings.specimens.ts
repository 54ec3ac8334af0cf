import { specimens } from "../../specimen";
import { clusterRoleBinding, roleBinding } from "../../specimens/permissions";
import { rule } from "./noClusterAdminBindings";

const clusterAdmin = { kind: "ClusterRole", name: "cluster-admin" };

export default specimens(rule, {
  passing: [
    { of: "a team's own role", stack: [roleBinding()] },
    {
      of: "a Role of the namespace with the same name",
      stack: [roleBinding({ roleRef: { name: "cluster-admin" } })],
    },
  ],
  failing: [
    {
      of: "a binding for the whole cluster",
      stack: [clusterRoleBinding({ roleRef: clusterAdmin })],
      says: "the binding must not use a role that allows everything: cluster-admin",
    },
    {
      of: "a binding for one namespace",
      stack: [roleBinding({ roleRef: clusterAdmin })],
      says: "the binding must not use a role that allows everything: cluster-admin",
    },
  ],
});
