import { isMadeByController } from "../../kubernetes/controllerOwners";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "jobs-have-deadlines",
  title: "Teams' jobs have a deadline, and go away after their end",
  severity: "medium",
  why: "A job that hangs keeps its GPU through the weekend, and thousands of ended ones slow the API down for everybody.",
  fix: "write activeDeadlineSeconds, and ttlSecondsAfterFinished for a Job that no program declares",
  references: [eksBestPractices("Use ttlSecondsAfterFinished", "aiml-compute")],
  enforcement: "mandatory",
  kinds: ["Job", "CronJob"],
  scope: "teams",
  parts: ["metadata.labels", "spec"],
  problem: "the job leaves out",
  // A JobSet's or a CronJob's are their owner's to end. A Job that removed itself would be missed by the program that
  // declares it, and a CronJob keeps few.
  violations: `${isMadeByController("Job")} ? [] : object.kind == 'CronJob'
    ? (has(object.spec.jobTemplate.spec.activeDeadlineSeconds) ? [] : ['activeDeadlineSeconds'])
    : (has(object.spec.activeDeadlineSeconds) ? [] : ['activeDeadlineSeconds'])
      + (has(object.spec.ttlSecondsAfterFinished)
        || variables.labels[?'app.kubernetes.io/managed-by'].orValue('') == 'pulumi' ? [] : ['ttlSecondsAfterFinished'])`,
});
