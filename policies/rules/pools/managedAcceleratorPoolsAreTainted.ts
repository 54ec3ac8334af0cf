import type * as aws from "@pulumi/aws";
import { acceleratorTaints, acceleratorTypes } from "../../acceleratorTypes";
import { eksBestPractices } from "../../references";
import { awsRule } from "../../rule";

const label = "mlops.platform/accelerator";
const pattern = new RegExp(acceleratorTypes, "u");

export const rule = awsRule<aws.eks.NodeGroupArgs>()({
  name: "managed-accelerator-pools-are-tainted",
  title: "Managed nodes with accelerators are tainted and labelled",
  severity: "high",
  why: "Without the taint other pods fill nodes of reserved GPUs, and the training that they were reserved for waits.",
  fix: `add a taint nvidia.com/gpu or aws.amazon.com/neuron with NO_SCHEDULE, and the label ${label}`,
  references: [eksBestPractices("Use taints and tolerations", "aiml-compute")],
  enforcement: "mandatory",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: ({ instanceTypes = [], labels = {}, taints = [] }) => {
    const labelled = label in labels;
    if (!labelled && !instanceTypes.some((type) => pattern.test(type))) return [];
    const tainted = taints.some(
      ({ key, effect }) =>
        acceleratorTaints.some((one) => one === key) && (effect === "NO_SCHEDULE" || effect === "NO_EXECUTE"),
    );
    return [
      ...(tainted ? [] : [{ at: "taints", problem: "let pods without accelerators in" }]),
      ...(labelled ? [] : [{ at: "labels", problem: `have no ${label}` }]),
    ];
  },
});
