import { specimens } from "../../specimen";
import { clusterRoleBinding, roleBinding } from "../../specimens/permissions";
import { rule } from "./noAnonymousSubjects";

const group = (name: string) => ({ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name });

export default specimens(rule, {
  passing: [
    {
      of: "service accounts of one namespace",
      stack: [roleBinding({ subjects: [group("system:serviceaccounts:vision")] })],
    },
    { of: "nobody yet", stack: [roleBinding({ subjects: undefined })] },
  ],
  failing: [
    {
      of: "whoever can reach the API",
      stack: [
        clusterRoleBinding({
          subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name: "system:anonymous" }],
        }),
      ],
      says: "binds everybody: system:anonymous",
    },
    {
      of: "every pod, beside a team",
      stack: [roleBinding({ subjects: [group("mlops:team:vision:viewer"), group("system:serviceaccounts")] })],
      says: "binds everybody: system:serviceaccounts",
    },
  ],
});
