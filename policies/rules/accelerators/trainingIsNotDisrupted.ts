import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

/** Annotation of pods that Karpenter must not evict. */
export const doNotDisrupt = "karpenter.sh/do-not-disrupt";

export const rule = kubernetesRule({
  name: "training-is-not-disrupted",
  title: "Karpenter does not evict training pods to save cost",
  severity: "medium",
  why: "Karpenter removes a half-empty GPU node to save a dollar, and the job loses everything that it computed since its last checkpoint.",
  fix: `annotate the pod with ${doNotDisrupt}: "true"`,
  references: [
    eksBestPractices("Disable Karpenter Consolidation for interruption sensitive Workloads", "aiml-compute"),
  ],
  enforcement: "mandatory",
  kinds: ["Pod", "Job", "CronJob"],
  scope: "teams",
  problem: "a training pod with an accelerator must have the annotation",
  // Pods with restartPolicy Always belong to servers, which may be evicted.
  violations: `variables.accelerators.size() > 0
      && variables.podSpec.?restartPolicy.orValue('Always') != 'Always'
      && variables.podAnnotations[?'${doNotDisrupt}'].orValue('') != 'true'
    ? ['${doNotDisrupt}'] : []`,
});
