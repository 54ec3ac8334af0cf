import { isCreatedByController } from "../../kubernetes/controllerOwners";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "jobs-have-deadlines",
  title: "Teams' jobs have a deadline and are deleted after they finish",
  severity: "medium",
  why: "A job that hangs occupies its GPU over the weekend, and thousands of finished jobs slow down the API for everyone.",
  fix: "set activeDeadlineSeconds, and also ttlSecondsAfterFinished on a Job that Pulumi does not manage",
  references: [eksBestPractices("Use ttlSecondsAfterFinished", "aiml-compute")],
  enforcement: "mandatory",
  kinds: ["Job", "CronJob"],
  scope: "teams",
  parts: ["metadata.labels", "spec"],
  problem: "the job must set",
  // The owner of a JobSet's or CronJob's Jobs ends them. Pulumi would report a Job that deletes itself as missing,
  // and a CronJob keeps few finished Jobs.
  violations: `${isCreatedByController("Job")} ? [] : object.kind == 'CronJob'
    ? (has(object.spec.jobTemplate.spec.activeDeadlineSeconds) ? [] : ['activeDeadlineSeconds'])
    : (has(object.spec.activeDeadlineSeconds) ? [] : ['activeDeadlineSeconds'])
      + (has(object.spec.ttlSecondsAfterFinished)
        || variables.labels[?'app.kubernetes.io/managed-by'].orValue('') == 'pulumi' ? [] : ['ttlSecondsAfterFinished'])`,
});
