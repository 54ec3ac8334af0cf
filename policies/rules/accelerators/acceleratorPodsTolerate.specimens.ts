import { specimens } from "../../specimen";
import { deployment, job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./acceleratorPodsTolerate";

const tolerating = (toleration: Record<string, string>) => ({
  ...onGpus(),
  spec: { ...onGpus().spec, tolerations: [toleration] },
});

export default specimens(rule, {
  passing: [
    { of: "the taint's key", stack: [job(onGpus())] },
    { of: "the taint's key and value", stack: [pod(tolerating({ key: "nvidia.com/gpu", value: "present" }))] },
    { of: "every taint", stack: [pod(tolerating({ operator: "Exists" }))] },
  ],
  failing: [
    {
      of: "a server that tolerates nothing",
      stack: [deployment({ ...onGpus(), spec: { ...onGpus().spec, tolerations: undefined } })],
      says: "the pod asks for accelerators whose nodes it does not tolerate: nvidia.com/gpu",
    },
    {
      of: "another value, and another effect",
      stack: [
        job(tolerating({ key: "nvidia.com/gpu", operator: "Equal", value: "true", effect: "NoSchedule" })),
        pod(tolerating({ key: "nvidia.com/gpu", operator: "Exists", effect: "PreferNoSchedule" })),
      ],
      says: "the pod asks for accelerators whose nodes it does not tolerate: nvidia.com/gpu",
    },
  ],
});
