import { specimens } from "../../specimen";
import { clusterRole, role } from "../../specimens/permissions";
import { rule } from "./noWildcardPermissions";

export default specimens(rule, {
  passing: [
    { title: "a team's role", stack: [role()] },
    { title: "an aggregated ClusterRole", stack: [clusterRole([])] },
    {
      title: "a wildcard below one address of the API server",
      stack: [clusterRole([{ nonResourceURLs: ["/healthz/*"], verbs: ["get"] }])],
    },
    {
      title: "the subresource scale of every resource",
      stack: [clusterRole([{ apiGroups: ["apps"], resources: ["*/scale"], verbs: ["get", "update"] }])],
    },
  ],
  failing: [
    {
      title: "every verb",
      stack: [role([{ apiGroups: ["batch"], resources: ["jobs"], verbs: ["*"] }])],
      message: "the role must not use * in: verbs",
    },
    {
      title: "every resource of every API group, after a valid rule",
      stack: [
        clusterRole([
          { apiGroups: [""], resources: ["pods"], verbs: ["get"] },
          { apiGroups: ["*"], resources: ["*"], verbs: ["get"] },
        ]),
      ],
      message: "the role must not use * in: resources, apiGroups",
    },
    {
      title: "every address of the API server",
      stack: [clusterRole([{ nonResourceURLs: ["*"], verbs: ["get"] }])],
      message: "the role must not use * in: nonResourceURLs",
    },
    {
      title: "every address of the API server, with a leading slash",
      stack: [clusterRole([{ nonResourceURLs: ["/*"], verbs: ["get"] }])],
      message: "the role must not use * in: nonResourceURLs",
    },
    {
      title: "every verb on Secrets, which no-secrets-of-all-namespaces does not report",
      stack: [clusterRole([{ apiGroups: [""], resources: ["secrets"], verbs: ["*"] }])],
      message: "the role must not use * in: verbs",
    },
  ],
});
