import { apiUseAnnotation } from "../../../core/kubernetes/labels";
import { specimens } from "../../specimen";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./ownServiceAccount";

const annotations = { [apiUseAnnotation]: "starts a worker for each shard" };

export default specimens(rule, {
  passing: [
    { of: "an account of its own", stack: [deployment({ spec: { automountServiceAccountToken: true }, annotations })] },
    { of: "no token", stack: [pod({ spec: { serviceAccountName: undefined } })] },
  ],
  failing: [
    {
      of: "a pod that names none",
      stack: [pod({ spec: { automountServiceAccountToken: undefined, serviceAccountName: undefined }, annotations })],
      says: "the pod has the token of a ServiceAccount that it shares: default",
    },
    {
      of: "the namespace's default account",
      stack: [deployment({ spec: { automountServiceAccountToken: true, serviceAccountName: "default" }, annotations })],
      says: "the pod has the token of a ServiceAccount that it shares: default",
    },
  ],
});
