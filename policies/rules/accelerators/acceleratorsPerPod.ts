import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "accelerators-per-pod",
  title: "No pod has more accelerators than guardrails.gpusPerPod",
  severity: "medium",
  why: "A digit too many in a job's request starts a node of eight H100s, and AWS bills it from that minute on.",
  fix: "ask for fewer, spread the training over several pods, or raise guardrails.gpusPerPod",
  references: [],
  enforcement: "mandatory",
  reads: ["gpusPerPod"],
  kinds: podKinds,
  scope: "everywhere",
  problem: "the pod's containers together ask for too many accelerators",
  violations: ({ gpusPerPod }) => `variables.acceleratorCount > ${gpusPerPod} ? variables.accelerators : []`,
});
