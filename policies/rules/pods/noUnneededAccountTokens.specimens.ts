import { apiUseAnnotation } from "../../../core/kubernetes/labels";
import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { deployment, pod } from "../../specimens/pods";
import { rule } from "./noUnneededAccountTokens";

const automountServiceAccountToken = undefined;

export default specimens(rule, {
  passing: [
    {
      of: "a pod that says what for",
      stack: [
        deployment({
          spec: { automountServiceAccountToken },
          annotations: { [apiUseAnnotation]: "starts a worker for each shard" },
        }),
      ],
    },
    {
      of: "a controller of the platform",
      stack: [pod({ spec: { automountServiceAccountToken }, namespace: platformNamespace })],
    },
  ],
  failing: [
    {
      of: "a pod that says nothing",
      stack: [pod({ spec: { automountServiceAccountToken } })],
      says: "the pod has a token of a ServiceAccount, and says not what for: training",
    },
  ],
});
