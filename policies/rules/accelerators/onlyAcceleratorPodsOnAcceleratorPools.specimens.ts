import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { deployment, job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./onlyAcceleratorPodsOnAcceleratorPools";

const problem = "the pod asks for no accelerator, and would run beside some by";
const { spec } = onGpus();

export default specimens(rule, {
  passing: [
    { of: "a pod that asks for one", stack: [job(onGpus())] },
    {
      of: "a pool without accelerators",
      stack: [pod({ spec: { nodeSelector: { "mlops.platform/pool": "general" } } })],
    },
    {
      of: "a pod that stays on nodes that are going, which is another taint's effect",
      stack: [pod({ spec: { tolerations: [{ operator: "Exists", effect: "NoExecute" }] } })],
    },
    {
      of: "an agent of the platform",
      stack: [pod({ spec: { tolerations: [{ operator: "Exists" }] }, namespace: platformNamespace })],
    },
  ],
  failing: [
    {
      of: "a server on a pool of GPUs",
      stack: [deployment({ spec })],
      says: `${problem}: nodeSelector mlops.platform/pool, toleration nvidia.com/gpu`,
    },
    {
      of: "a pod that selects an accelerator and tolerates everything",
      stack: [
        pod({
          spec: { nodeSelector: { "mlops.platform/accelerator": "l4" }, tolerations: [{ operator: "Exists" }] },
        }),
      ],
      says: `${problem}: nodeSelector mlops.platform/accelerator, toleration of every taint`,
    },
    {
      of: "an affinity for a pool of GPUs",
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
