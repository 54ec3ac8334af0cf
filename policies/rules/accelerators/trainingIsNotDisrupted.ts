import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

/** By which Karpenter knows pods that it may not move. */
export const doNotDisrupt = "karpenter.sh/do-not-disrupt";

export const rule = kubernetesRule({
  name: "training-is-not-disrupted",
  title: "Nobody moves a training to save money",
  severity: "medium",
  why: "Karpenter takes a half-empty GPU node away to save a dollar, and with it all that the job has computed since its last checkpoint.",
  fix: `annotate the pod with ${doNotDisrupt}: "true"`,
  references: [
    eksBestPractices("Disable Karpenter Consolidation for interruption sensitive Workloads", "aiml-compute"),
  ],
  enforcement: "mandatory",
  kinds: ["Pod", "Job", "CronJob"],
  scope: "teams",
  problem: "a run that has an accelerator may be moved: its pod lacks",
  // A Job's pods never restart for ever: what does is a server, and moves as it likes.
  violations: `variables.accelerators.size() > 0
      && variables.podSpec.?restartPolicy.orValue('Always') != 'Always'
      && variables.podAnnotations[?'${doNotDisrupt}'].orValue('') != 'true'
    ? ['${doNotDisrupt}'] : []`,
});
