import { append, both, type Mutation, on, set, unset } from "./mutation";
import { container, digits, labels, pod, resnet, vision } from "./targets";

const gpu = "nvidia.com/gpu";
const annotation = "mlops.platform/accelerator-ceiling";

/** Sets the number of GPUs that the first container requests. */
const asking = (count: number) =>
  both(
    set([...container, "resources", "limits", gpu], count),
    set([...container, "resources", "requests", gpu], count),
  );

export const acceleratorMutations: readonly Mutation[] = [
  {
    rule: "accelerator-limits",
    defect: "a request of 0 GPUs",
    target: digits,
    change: asking(0),
    message: "containers must set accelerator limits to a whole number of at least 1, equal to any request: training",
  },
  {
    rule: "accelerator-pods-choose-a-pool",
    defect: "no node selector",
    target: digits,
    change: set([...pod, "nodeSelector"], {}),
    message: `the pod must select an accelerator type or a pool; it requests: ${gpu}`,
  },
  {
    rule: "accelerator-pods-tolerate",
    defect: "no toleration",
    target: digits,
    change: set([...pod, "tolerations"], []),
    message: `the pod must tolerate the taints of the accelerators that it requests: ${gpu}`,
  },
  {
    rule: "accelerators-per-pod",
    defect: "one GPU more than the maximum of a pod",
    target: digits,
    context: { gpusPerPod: 1 },
    change: asking(2),
    message: `the containers of the pod must not request more accelerators in total than guardrails.gpusPerPod: ${gpu}`,
  },
  {
    rule: "accelerators-per-team",
    defect: "a team limit of 0 GPUs",
    target: digits,
    also: [resnet],
    mutate: on(vision, set(["metadata", "annotations", annotation], "0")),
    message: `the workload must fit into the accelerator limit of its team, or it never runs; it requests: ${gpu}`,
  },
  {
    rule: "no-device-environment-bypass",
    defect: "a variable that selects all GPUs of the node",
    target: labels,
    change: append([...container, "env"], { name: "NVIDIA_VISIBLE_DEVICES", value: "all" }),
    message: "containers must not use an environment variable to get accelerators that they do not request: server",
  },
  {
    rule: "only-accelerator-pods-on-accelerator-pools",
    defect: "a server that selects accelerator nodes",
    target: labels,
    change: set([...pod, "nodeSelector"], { "mlops.platform/accelerator": "l4" }),
    message:
      "the pod requests no accelerator, so it must not select or tolerate accelerator nodes: nodeSelector mlops.platform/accelerator",
  },
  {
    rule: "spot-training-keeps-checkpoints",
    defect: "training on spot capacity without a checkpoint location",
    target: digits,
    change: unset([...container, "env", { name: "CHECKPOINT_URI" }]),
    // The nodes of its pool are reserved, not spot.
    harmlessIn: ["everything"],
    message: "should set CHECKPOINT_URI, because it may run on spot capacity of pool gpu-l4",
  },
  {
    rule: "training-is-not-disrupted",
    defect: "no annotation against eviction",
    target: digits,
    change: unset(["spec", "template", "metadata", "annotations", "karpenter.sh/do-not-disrupt"]),
    message: "a training pod with an accelerator must have the annotation: karpenter.sh/do-not-disrupt",
  },
];
