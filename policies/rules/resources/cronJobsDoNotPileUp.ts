import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "cron-jobs-do-not-pile-up",
  title: "Runs of a CronJob do not overlap",
  severity: "medium",
  why: "When one nightly run hangs, every night adds another, until together they use the team's whole quota.",
  fix: "set concurrencyPolicy to Forbid or Replace",
  references: [],
  enforcement: "mandatory",
  kinds: ["CronJob"],
  scope: "everywhere",
  problem: "concurrencyPolicy must be Forbid or Replace, not",
  violations: `object.spec.?concurrencyPolicy.orValue('Allow') in ['Forbid', 'Replace'] ? [] : ['Allow']`,
});
