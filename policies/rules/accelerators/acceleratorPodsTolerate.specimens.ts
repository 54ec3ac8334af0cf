import { specimens } from "../../specimen";
import { deployment, job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./acceleratorPodsTolerate";

const withToleration = (toleration: Record<string, string>) => ({
  ...onGpus(),
  spec: { ...onGpus().spec, tolerations: [toleration] },
});

export default specimens(rule, {
  passing: [
    { title: "a toleration of the taint's key", stack: [job(onGpus())] },
    {
      title: "a toleration of the taint's key and value",
      stack: [pod(withToleration({ key: "nvidia.com/gpu", value: "present" }))],
    },
    { title: "a toleration of every taint", stack: [pod(withToleration({ operator: "Exists" }))] },
  ],
  failing: [
    {
      title: "a server without tolerations",
      stack: [deployment({ ...onGpus(), spec: { ...onGpus().spec, tolerations: undefined } })],
      message: "the pod must tolerate the taints of the accelerators that it requests: nvidia.com/gpu",
    },
    {
      title: "tolerations of another value and of another effect",
      stack: [
        job(withToleration({ key: "nvidia.com/gpu", operator: "Equal", value: "true", effect: "NoSchedule" })),
        pod(withToleration({ key: "nvidia.com/gpu", operator: "Exists", effect: "PreferNoSchedule" })),
      ],
      message: "the pod must tolerate the taints of the accelerators that it requests: nvidia.com/gpu",
    },
  ],
});
