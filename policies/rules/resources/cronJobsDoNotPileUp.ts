import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "cron-jobs-do-not-pile-up",
  title: "A CronJob's next run waits for the last one, or takes its place",
  severity: "medium",
  why: "When one nightly run hangs, every night adds another, until together they hold the team's whole quota.",
  fix: "write concurrencyPolicy: Forbid, or Replace",
  references: [],
  enforcement: "mandatory",
  kinds: ["CronJob"],
  scope: "everywhere",
  problem: "runs may pile up by concurrencyPolicy",
  violations: `object.spec.?concurrencyPolicy.orValue('Allow') in ['Forbid', 'Replace'] ? [] : ['Allow']`,
});
