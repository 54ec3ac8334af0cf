import { specimens } from "../../specimen";
import { job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./acceleratorsPerPod";

const says = "the pod's containers together ask for too many accelerators: nvidia.com/gpu";

const gpus = (count: number) => ({ resources: { limits: { "nvidia.com/gpu": count } } });
const after = (first: number, second: number, main: number) => ({
  ...onGpus(main),
  initContainers: { first: gpus(first), second: gpus(second) },
});
const beside = (main: number, sidecar: number) => ({
  ...onGpus(main),
  initContainers: { sidecar: { restartPolicy: "Always", ...gpus(sidecar) } },
});

export default specimens(rule, {
  passing: [
    { of: "as many as it may", stack: [job(onGpus("4"))] },
    { of: "init containers that use one after the other what is there later", stack: [job(after(4, 4, 4))] },
    { of: "a sidecar within the bound", stack: [job(beside(3, 1))] },
  ],
  failing: [
    { of: "one container with too many", stack: [pod(onGpus("5"))], says },
    { of: "an init container with too many", stack: [job(after(1, 8, 1))], says },
    { of: "a sidecar with too many", stack: [job(beside(1, 6))], says },
    { of: "a sidecar and a main container with too many together", stack: [job(beside(3, 2))], says },
    {
      of: "a sidecar and an init container with too many together",
      stack: [job({ ...beside(1, 2), initContainers: { ...beside(1, 2).initContainers, first: gpus(3) } })],
      says,
    },
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
