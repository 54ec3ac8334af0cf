import { append, both, type Mutation, on, set, unset } from "./mutation";
import { container, digits, pod, vision } from "./targets";

const gpu = "nvidia.com/gpu";
const annotation = "mlops.platform/accelerator-ceiling";
const toleration = { key: gpu, operator: "Exists", effect: "NoSchedule" };

const asking = (count: number) => set([...container, "resources", "limits", gpu], count);
const onL4 = set([...pod, "nodeSelector"], { "mlops.platform/accelerator": "l4" });

/** The training, on a GPU as a team would ask for it. */
const onGpu = on(digits, both(asking(1), onL4, set([...pod, "tolerations"], [toleration])));

export const acceleratorMutations: readonly Mutation[] = [
  {
    rule: "accelerator-limits",
    breaks: "the count: none",
    of: digits,
    given: onGpu,
    change: asking(0),
    says: "containers ask for accelerators as Kubernetes gives none: trainer",
  },
  {
    rule: "accelerator-pods-choose-a-pool",
    breaks: "the choice of the accelerator",
    of: digits,
    given: onGpu,
    change: set([...pod, "nodeSelector"], {}),
    says: `the pod takes whichever node it gets with: ${gpu}`,
  },
  {
    rule: "accelerator-pods-tolerate",
    breaks: "the toleration",
    of: digits,
    given: onGpu,
    change: set([...pod, "tolerations"], []),
    says: `the pod asks for accelerators whose nodes it does not tolerate: ${gpu}`,
  },
  {
    rule: "accelerators-per-pod",
    breaks: "the count: one more than a pod may have",
    of: digits,
    given: onGpu,
    context: { gpusPerPod: 1 },
    change: asking(2),
    says: `the pod's containers together ask for too many accelerators: ${gpu}`,
  },
  {
    rule: "accelerators-per-team",
    breaks: "the team's share: none, while a training has one",
    of: digits,
    given: onGpu,
    elsewhere: on(vision, set(["metadata", "annotations", annotation], "0")),
    says: `asks for more accelerators than its team may have at once, and so never runs: ${gpu}`,
  },
  {
    rule: "no-device-environment-bypass",
    breaks: "the node's GPUs, which a variable hands over",
    of: digits,
    change: append([...container, "env"], { name: "NVIDIA_VISIBLE_DEVICES", value: "all" }),
    says: "containers reach for accelerators that they do not ask for: trainer",
  },
  {
    rule: "only-accelerator-pods-on-accelerator-pools",
    breaks: "the nodes of those that need them",
    of: digits,
    change: onL4,
    says: "the pod asks for no accelerator, and would run beside some by: nodeSelector mlops.platform/accelerator",
  },
  {
    rule: "spot-training-keeps-checkpoints",
    breaks: "the checkpoints of a training on spot capacity",
    of: digits,
    given: onGpu,
    change: unset([...container, "env", { name: "CHECKPOINT_URI" }]),
    // Its nodes are reserved.
    harmlessIn: ["everything"],
    says: "may run on spot capacity of pool gpu-l4 without CHECKPOINT_URI",
  },
  {
    rule: "training-is-not-disrupted",
    breaks: "the word to Karpenter that it stays where it is",
    of: digits,
    given: onGpu,
    change: unset(["spec", "template", "metadata", "annotations", "karpenter.sh/do-not-disrupt"]),
    says: "a run that has an accelerator may be moved: its pod lacks: karpenter.sh/do-not-disrupt",
  },
];
