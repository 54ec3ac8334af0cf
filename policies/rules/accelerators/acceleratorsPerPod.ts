import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "accelerators-per-pod",
  title: "A pod requests at most guardrails.gpusPerPod accelerators",
  severity: "medium",
  why: "One extra digit in a job's request starts a node with eight H100s, and AWS bills it from the first minute.",
  fix: "request fewer accelerators, spread the training over several pods, or raise guardrails.gpusPerPod",
  references: [],
  enforcement: "mandatory",
  reads: ["gpusPerPod"],
  kinds: podKinds,
  scope: "everywhere",
  problem: "the containers of the pod must not request more accelerators in total than guardrails.gpusPerPod",
  violations: ({ gpusPerPod }) => `variables.acceleratorCount > ${gpusPerPod} ? variables.accelerators : []`,
});
