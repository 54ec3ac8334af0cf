import { specimens } from "../../specimen";
import { clusterRoleBinding, roleBinding } from "../../specimens/permissions";
import { rule } from "./noAnonymousSubjects";

const group = (name: string) => ({ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name });

export default specimens(rule, {
  passing: [
    {
      title: "service accounts of one namespace",
      stack: [roleBinding({ subjects: [group("system:serviceaccounts:vision")] })],
    },
    { title: "a binding without subjects", stack: [roleBinding({ subjects: undefined })] },
  ],
  failing: [
    {
      title: "a binding to anonymous users",
      stack: [
        clusterRoleBinding({
          subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name: "system:anonymous" }],
        }),
      ],
      message: "the binding must not include everyone: system:anonymous",
    },
    {
      title: "a binding to a team and to all service accounts",
      stack: [roleBinding({ subjects: [group("mlops:team:vision:viewer"), group("system:serviceaccounts")] })],
      message: "the binding must not include everyone: system:serviceaccounts",
    },
  ],
});
