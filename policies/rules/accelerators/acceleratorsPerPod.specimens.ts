import { specimens } from "../../specimen";
import { job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./acceleratorsPerPod";

const says = "the pod's containers together ask for too many accelerators: nvidia.com/gpu";

export default specimens(rule, {
  passing: [{ of: "as many as it may", stack: [job(onGpus("4"))] }],
  failing: [
    { of: "one container with too many", stack: [pod(onGpus("5"))], says },
    {
      of: "two containers with too many together, as number and text",
      stack: [
        job({
          ...onGpus(3),
          containers: { ...onGpus(3).containers, second: { resources: { limits: { "nvidia.com/gpu": "2" } } } },
        }),
      ],
      says,
    },
  ],
});
