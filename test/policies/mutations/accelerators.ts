import { append, both, type Mutation, on, set, unset } from "./mutation";
import { container, digits, labels, pod, resnet, vision } from "./targets";

const gpu = "nvidia.com/gpu";
const annotation = "mlops.platform/accelerator-ceiling";

/** A training has a GPU already, a model's server none. */
const asking = (count: number) =>
  both(
    set([...container, "resources", "limits", gpu], count),
    set([...container, "resources", "requests", gpu], count),
  );

export const acceleratorMutations: readonly Mutation[] = [
  {
    rule: "accelerator-limits",
    breaks: "the count: none",
    of: digits,
    change: asking(0),
    says: "containers ask for accelerators as Kubernetes gives none: training",
  },
  {
    rule: "accelerator-pods-choose-a-pool",
    breaks: "the choice of the accelerator",
    of: digits,
    change: set([...pod, "nodeSelector"], {}),
    says: `the pod takes whichever node it gets with: ${gpu}`,
  },
  {
    rule: "accelerator-pods-tolerate",
    breaks: "the toleration",
    of: digits,
    change: set([...pod, "tolerations"], []),
    says: `the pod asks for accelerators whose nodes it does not tolerate: ${gpu}`,
  },
  {
    rule: "accelerators-per-pod",
    breaks: "the count: one more than a pod may have",
    of: digits,
    context: { gpusPerPod: 1 },
    change: asking(2),
    says: `the pod's containers together ask for too many accelerators: ${gpu}`,
  },
  {
    rule: "accelerators-per-team",
    breaks: "the team's share: none, while a training has one",
    of: digits,
    also: [resnet],
    elsewhere: on(vision, set(["metadata", "annotations", annotation], "0")),
    says: `asks for more accelerators than its team may have at once, and so never runs: ${gpu}`,
  },
  {
    rule: "no-device-environment-bypass",
    breaks: "the node's GPUs, which a variable hands over",
    of: labels,
    change: append([...container, "env"], { name: "NVIDIA_VISIBLE_DEVICES", value: "all" }),
    says: "containers reach for accelerators that they do not ask for: server",
  },
  {
    rule: "only-accelerator-pods-on-accelerator-pools",
    breaks: "the nodes of those that need them",
    of: labels,
    change: set([...pod, "nodeSelector"], { "mlops.platform/accelerator": "l4" }),
    says: "the pod asks for no accelerator, and would run beside some by: nodeSelector mlops.platform/accelerator",
  },
  {
    rule: "spot-training-keeps-checkpoints",
    breaks: "the checkpoints of a training on spot capacity",
    of: digits,
    change: unset([...container, "env", { name: "CHECKPOINT_URI" }]),
    // Its nodes are reserved.
    harmlessIn: ["everything"],
    says: "may run on spot capacity of pool gpu-l4 without CHECKPOINT_URI",
  },
  {
    rule: "training-is-not-disrupted",
    breaks: "the word to Karpenter that it stays where it is",
    of: digits,
    change: unset(["spec", "template", "metadata", "annotations", "karpenter.sh/do-not-disrupt"]),
    says: "a run that has an accelerator may be moved: its pod lacks: karpenter.sh/do-not-disrupt",
  },
];
