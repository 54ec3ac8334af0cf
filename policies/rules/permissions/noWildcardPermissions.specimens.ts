import { specimens } from "../../specimen";
import { clusterRole, role } from "../../specimens/permissions";
import { rule } from "./noWildcardPermissions";

export default specimens(rule, {
  passing: [
    { of: "a team's role", stack: [role()] },
    { of: "an aggregated ClusterRole", stack: [clusterRole([])] },
    {
      of: "a wildcard below one address of the API server",
      stack: [clusterRole([{ nonResourceURLs: ["/healthz/*"], verbs: ["get"] }])],
    },
    {
      of: "the subresource scale of every resource",
      stack: [clusterRole([{ apiGroups: ["apps"], resources: ["*/scale"], verbs: ["get", "update"] }])],
    },
  ],
  failing: [
    {
      of: "every verb",
      stack: [role([{ apiGroups: ["batch"], resources: ["jobs"], verbs: ["*"] }])],
      says: "the role must not use * in: verbs",
    },
    {
      of: "every resource of every API group, after a valid rule",
      stack: [
        clusterRole([
          { apiGroups: [""], resources: ["pods"], verbs: ["get"] },
          { apiGroups: ["*"], resources: ["*"], verbs: ["get"] },
        ]),
      ],
      says: "the role must not use * in: resources, apiGroups",
    },
    {
      of: "every address of the API server",
      stack: [clusterRole([{ nonResourceURLs: ["*"], verbs: ["get"] }])],
      says: "the role must not use * in: nonResourceURLs",
    },
    {
      of: "every address of the API server, with a leading slash",
      stack: [clusterRole([{ nonResourceURLs: ["/*"], verbs: ["get"] }])],
      says: "the role must not use * in: nonResourceURLs",
    },
    {
      of: "every verb on Secrets, which no-secrets-of-all-namespaces does not report",
      stack: [clusterRole([{ apiGroups: [""], resources: ["secrets"], verbs: ["*"] }])],
      says: "the role must not use * in: verbs",
    },
  ],
});
