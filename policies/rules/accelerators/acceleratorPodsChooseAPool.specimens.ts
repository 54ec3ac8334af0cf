import type { JsonObject } from "../../../core/json/json";
import { specimens } from "../../specimen";
import { deployment, job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./acceleratorPodsChooseAPool";

const { tolerations } = onGpus().spec;

const withAffinity = (...matchExpressions: JsonObject[]) => ({
  ...onGpus(),
  spec: {
    tolerations,
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: matchExpressions.map((expression) => ({ matchExpressions: [expression] })),
        },
      },
    },
  },
});

const requiresL4 = { key: "mlops.platform/accelerator", operator: "In", values: ["l4"] };
const requiresZone = { key: "topology.kubernetes.io/zone", operator: "In", values: ["us-west-2a"] };

export default specimens(rule, {
  passing: [
    { title: "a job that selects a pool", stack: [job(onGpus())] },
    {
      title: "an accelerator type in nodeSelector",
      stack: [pod({ ...onGpus(), spec: { tolerations, nodeSelector: { "mlops.platform/accelerator": "l4" } } })],
    },
    { title: "an accelerator type in nodeAffinity", stack: [deployment(withAffinity(requiresL4))] },
  ],
  failing: [
    {
      title: "a job that selects neither",
      stack: [job({ ...onGpus(), spec: { tolerations } })],
      message: "the pod must select an accelerator type or a pool; it requests: nvidia.com/gpu",
    },
    {
      title: "a nodeAffinity with one term that selects neither",
      stack: [pod(withAffinity(requiresL4, requiresZone))],
      message: "the pod must select an accelerator type or a pool; it requests: nvidia.com/gpu",
    },
  ],
});
