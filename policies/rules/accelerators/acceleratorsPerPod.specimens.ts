import { specimens } from "../../specimen";
import { job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./acceleratorsPerPod";

const message =
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
    { title: "exactly the maximum", stack: [job(onGpus("4"))] },
    { title: "init containers that run one after the other, before the main container", stack: [job(after(4, 4, 4))] },
    { title: "a sidecar and a main container with exactly the maximum", stack: [job(beside(3, 1))] },
  ],
  failing: [
    { title: "one container above the maximum", stack: [pod(onGpus("5"))], message },
    { title: "an init container above the maximum", stack: [job(after(1, 8, 1))], message },
    { title: "a sidecar above the maximum", stack: [job(beside(1, 6))], message },
    { title: "a sidecar and a main container above the maximum in total", stack: [job(beside(3, 2))], message },
    {
      title: "a sidecar and an init container above the maximum in total",
      stack: [job({ ...beside(1, 2), initContainers: { ...beside(1, 2).initContainers, first: gpus(3) } })],
      message,
    },
    {
      title: "two containers above the maximum in total, one as number and one as text",
      stack: [
        job({
          ...onGpus(3),
          containers: { ...onGpus(3).containers, second: { resources: { limits: { "nvidia.com/gpu": "2" } } } },
        }),
      ],
      message,
    },
  ],
});
