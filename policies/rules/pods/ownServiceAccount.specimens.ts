import { apiUseAnnotation } from "../../../core/kubernetes/labels";
import { specimens } from "../../specimen";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./ownServiceAccount";

const annotations = { [apiUseAnnotation]: "starts a worker for each shard" };

export default specimens(rule, {
  passing: [
    {
      title: "a pod with its own ServiceAccount",
      stack: [deployment({ spec: { automountServiceAccountToken: true }, annotations })],
    },
    { title: "a pod without a token", stack: [pod({ spec: { serviceAccountName: undefined } })] },
  ],
  failing: [
    {
      title: "a pod without a ServiceAccount",
      stack: [pod({ spec: { automountServiceAccountToken: undefined, serviceAccountName: undefined }, annotations })],
      message: "the pod should use its own ServiceAccount, not the shared account: default",
    },
    {
      title: "a pod with the default ServiceAccount",
      stack: [deployment({ spec: { automountServiceAccountToken: true, serviceAccountName: "default" }, annotations })],
      message: "the pod should use its own ServiceAccount, not the shared account: default",
    },
  ],
});
