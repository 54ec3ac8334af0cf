import { apiUseAnnotation } from "../../../core/kubernetes/labels";
import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./noUnneededAccountTokens";

const automountServiceAccountToken = undefined;

export default specimens(rule, {
  passing: [
    {
      title: "a pod that declares the use of its token",
      stack: [
        deployment({
          spec: { automountServiceAccountToken },
          annotations: { [apiUseAnnotation]: "starts a worker for each shard" },
        }),
      ],
    },
    {
      title: "a platform controller with a token",
      stack: [pod({ spec: { automountServiceAccountToken }, namespace: platformNamespace })],
    },
  ],
  failing: [
    {
      title: "a pod that mounts the token by default",
      stack: [pod({ spec: { automountServiceAccountToken } })],
      message:
        "the pod should not mount a ServiceAccount token without declaring its use; it mounts the token of: training",
    },
  ],
});
