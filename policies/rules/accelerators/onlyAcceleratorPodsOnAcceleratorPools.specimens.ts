import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { deployment, job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./onlyAcceleratorPodsOnAcceleratorPools";

const problem = "the pod requests no accelerator, so it must not select or tolerate accelerator nodes";
const { spec } = onGpus();

export default specimens(rule, {
  passing: [
    { title: "a job that requests a GPU", stack: [job(onGpus())] },
    {
      title: "a pod that selects a pool without accelerators",
      stack: [pod({ spec: { nodeSelector: { "mlops.platform/pool": "general" } } })],
    },
    {
      title: "a pod that tolerates every NoExecute taint",
      stack: [pod({ spec: { tolerations: [{ operator: "Exists", effect: "NoExecute" }] } })],
    },
    {
      title: "an agent of the platform that tolerates every taint",
      stack: [pod({ spec: { tolerations: [{ operator: "Exists" }] }, namespace: platformNamespace })],
    },
  ],
  failing: [
    {
      title: "a server that selects a GPU pool",
      stack: [deployment({ spec })],
      message: `${problem}: nodeSelector mlops.platform/pool, toleration nvidia.com/gpu`,
    },
    {
      title: "a pod that selects an accelerator type and tolerates every taint",
      stack: [
        pod({
          spec: { nodeSelector: { "mlops.platform/accelerator": "l4" }, tolerations: [{ operator: "Exists" }] },
        }),
      ],
      message: `${problem}: nodeSelector mlops.platform/accelerator, toleration of every taint`,
    },
    {
      title: "a nodeAffinity to a GPU pool",
      stack: [
        job({
          spec: {
            affinity: {
              nodeAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: {
                  nodeSelectorTerms: [
                    {
                      matchExpressions: [{ key: "mlops.platform/pool", operator: "In", values: ["general", "gpu-l4"] }],
                    },
                  ],
                },
              },
            },
          },
        }),
      ],
      message: `${problem}: nodeAffinity`,
    },
  ],
});
