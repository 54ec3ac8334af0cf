import { specimens } from "../../specimen";
import { clusterRole, role } from "../../specimens/permissions";
import { rule } from "./noWildcardPermissions";

export default specimens(rule, {
  passing: [
    { of: "a team's role", stack: [role()] },
    { of: "a ClusterRole that others are joined into", stack: [clusterRole([])] },
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
  ],
});
