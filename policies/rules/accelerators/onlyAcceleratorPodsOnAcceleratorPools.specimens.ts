import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { deployment, job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./onlyAcceleratorPodsOnAcceleratorPools";

const problem = "the pod requests no accelerator, so it must not select or tolerate accelerator nodes";
const { spec } = onGpus();

export default specimens(rule, {
  passing: [
    { of: "a job that requests a GPU", stack: [job(onGpus())] },
    {
      of: "a pod that selects a pool without accelerators",
      stack: [pod({ spec: { nodeSelector: { "mlops.platform/pool": "general" } } })],
    },
    {
      of: "a pod that tolerates every NoExecute taint",
      stack: [pod({ spec: { tolerations: [{ operator: "Exists", effect: "NoExecute" }] } })],
    },
    {
      of: "an agent of the platform that tolerates every taint",
      stack: [pod({ spec: { tolerations: [{ operator: "Exists" }] }, namespace: platformNamespace })],
    },
  ],
  failing: [
    {
      of: "a server that selects a GPU pool",
      stack: [deployment({ spec })],
      says: `${problem}: nodeSelector mlops.platform/pool, toleration nvidia.com/gpu`,
    },
    {
      of: "a pod that selects an accelerator type and tolerates every taint",
      stack: [
        pod({
          spec: { nodeSelector: { "mlops.platform/accelerator": "l4" }, tolerations: [{ operator: "Exists" }] },
        }),
      ],
      says: `${problem}: nodeSelector mlops.platform/accelerator, toleration of every taint`,
    },
    {
      of: "a nodeAffinity to a GPU pool",
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
      says: `${problem}: nodeAffinity`,
    },
  ],
});
