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
    { of: "a binding without subjects", stack: [roleBinding({ subjects: undefined })] },
  ],
  failing: [
    {
      of: "a binding to anonymous users",
      stack: [
        clusterRoleBinding({
          subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name: "system:anonymous" }],
        }),
      ],
      says: "the binding must not include everyone: system:anonymous",
    },
    {
      of: "a binding to a team and to all service accounts",
      stack: [roleBinding({ subjects: [group("mlops:team:vision:viewer"), group("system:serviceaccounts")] })],
      says: "the binding must not include everyone: system:serviceaccounts",
    },
  ],
});
