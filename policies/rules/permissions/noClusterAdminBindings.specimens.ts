import { specimens } from "../../specimen";
import { clusterRoleBinding, roleBinding } from "../../specimens/permissions";
import { rule } from "./noClusterAdminBindings";

const clusterAdmin = { kind: "ClusterRole", name: "cluster-admin" };

export default specimens(rule, {
  passing: [
    { title: "a team's own role", stack: [roleBinding()] },
    {
      title: "a Role of the namespace with the same name",
      stack: [roleBinding({ roleRef: { name: "cluster-admin" } })],
    },
  ],
  failing: [
    {
      title: "a binding for the whole cluster",
      stack: [clusterRoleBinding({ roleRef: clusterAdmin })],
      message: "the binding must not use a role that allows everything: cluster-admin",
    },
    {
      title: "a binding for one namespace",
      stack: [roleBinding({ roleRef: clusterAdmin })],
      message: "the binding must not use a role that allows everything: cluster-admin",
    },
  ],
});
