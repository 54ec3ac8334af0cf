import { specimens } from "../../specimen";
import { job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./acceleratorsPerPod";

const says =
  "the containers of the pod must not request more accelerators in total than guardrails.gpusPerPod: nvidia.com/gpu";

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
    { of: "exactly the maximum", stack: [job(onGpus("4"))] },
    { of: "init containers that run one after the other, before the main container", stack: [job(after(4, 4, 4))] },
    { of: "a sidecar and a main container with exactly the maximum", stack: [job(beside(3, 1))] },
  ],
  failing: [
    { of: "one container above the maximum", stack: [pod(onGpus("5"))], says },
    { of: "an init container above the maximum", stack: [job(after(1, 8, 1))], says },
    { of: "a sidecar above the maximum", stack: [job(beside(1, 6))], says },
    { of: "a sidecar and a main container above the maximum in total", stack: [job(beside(3, 2))], says },
    {
      of: "a sidecar and an init container above the maximum in total",
      stack: [job({ ...beside(1, 2), initContainers: { ...beside(1, 2).initContainers, first: gpus(3) } })],
      says,
    },
    {
      of: "two containers above the maximum in total, one as number and one as text",
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
