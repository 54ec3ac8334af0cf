import type * as aws from "@pulumi/aws";
import { acceleratorLabel } from "../../../core/kubernetes/labels";
import { acceleratorTaints, acceleratorTypes } from "../../acceleratorTypes";
import { fieldOf, itemsOf, textOf } from "../../inputReaders";
import { awsRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

const pattern = new RegExp(acceleratorTypes, "u");

export const rule = awsRule<aws.eks.NodeGroupArgs>()({
  name: "managed-accelerator-pools-are-tainted",
  title: "Managed accelerator nodes have a taint and a label",
  severity: "high",
  why: "Without the taint, other pods fill the nodes with reserved GPUs, and the training that needs them waits.",
  fix: `add a taint nvidia.com/gpu or aws.amazon.com/neuron with the effect NO_SCHEDULE, and the label ${acceleratorLabel}`,
  references: [eksBestPractices("Use taints and tolerations", "aiml-compute")],
  enforcement: "mandatory",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: ({ instanceTypes, labels, taints }) => {
    const labelled = fieldOf(labels, acceleratorLabel) !== undefined;
    if (!labelled && !itemsOf(instanceTypes).some((type) => pattern.test(textOf(type)))) return [];
    const tainted = itemsOf(taints).some((taint) => {
      const effect = fieldOf(taint, "effect");
      const isOne = acceleratorTaints.some((one) => one === fieldOf(taint, "key"));
      return isOne && (effect === "NO_SCHEDULE" || effect === "NO_EXECUTE");
    });
    return [
      ...(tainted ? [] : [{ at: "taints", problem: "must keep pods without accelerators away" }]),
      ...(labelled ? [] : [{ at: "labels", problem: `must include ${acceleratorLabel}` }]),
    ];
  },
});
