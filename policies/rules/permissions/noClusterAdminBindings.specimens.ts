import { specimens } from "../../specimen";
import { clusterRoleBinding, roleBinding } from "../../specimens/permissions";
import { rule } from "./noClusterAdminBindings";

const clusterAdmin = { kind: "ClusterRole", name: "cluster-admin" };

export default specimens(rule, {
  passing: [
    { of: "a team's own role", stack: [roleBinding()] },
    {
      of: "a role of the namespace that happens to have the name",
      stack: [roleBinding({ roleRef: { name: "cluster-admin" } })],
    },
  ],
  failing: [
    {
      of: "of the whole cluster",
      stack: [clusterRoleBinding({ roleRef: clusterAdmin })],
      says: "binds a role that may do everything: cluster-admin",
    },
    {
      of: "of one namespace",
      stack: [roleBinding({ roleRef: clusterAdmin })],
      says: "binds a role that may do everything: cluster-admin",
    },
  ],
});
