import { specimens } from "../../specimen";
import { clusterRole, role } from "../../specimens/permissions";
import { rule } from "./noWildcardPermissions";

export default specimens(rule, {
  passing: [
    { of: "a team's role", stack: [role()] },
    { of: "a ClusterRole that others are joined into", stack: [clusterRole([])] },
    { of: "a probe's addresses", stack: [clusterRole([{ nonResourceURLs: ["/healthz/*"], verbs: ["get"] }])] },
    {
      of: "what an autoscaler does to whatever can be scaled",
      stack: [clusterRole([{ apiGroups: ["apps"], resources: ["*/scale"], verbs: ["get", "update"] }])],
    },
  ],
  failing: [
    {
      of: "every verb",
      stack: [role([{ apiGroups: ["batch"], resources: ["jobs"], verbs: ["*"] }])],
      says: "rules have *: verbs",
    },
    {
      of: "every kind of every group, after a good rule",
      stack: [
        clusterRole([
          { apiGroups: [""], resources: ["pods"], verbs: ["get"] },
          { apiGroups: ["*"], resources: ["*"], verbs: ["get"] },
        ]),
      ],
      says: "rules have *: resources, apiGroups",
    },
    {
      of: "every address of the API server",
      stack: [clusterRole([{ nonResourceURLs: ["*"], verbs: ["get"] }])],
      says: "rules have *: nonResourceURLs",
    },
    {
      of: "every address of the API server, by its first letter",
      stack: [clusterRole([{ nonResourceURLs: ["/*"], verbs: ["get"] }])],
      says: "rules have *: nonResourceURLs",
    },
    {
      of: "every verb on secrets, which no-secrets-of-all-namespaces leaves to this rule",
      stack: [clusterRole([{ apiGroups: [""], resources: ["secrets"], verbs: ["*"] }])],
      says: "rules have *: verbs",
    },
  ],
});
