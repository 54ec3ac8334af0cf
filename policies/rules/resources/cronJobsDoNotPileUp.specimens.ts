import { specimens } from "../../specimen";
import { cronJob } from "../../specimens/pods";
import { rule } from "./cronJobsDoNotPileUp";

export default specimens(rule, {
  passing: [{ of: "a CronJob that replaces the last run", stack: [cronJob({}, { concurrencyPolicy: "Replace" })] }],
  failing: [
    {
      of: "a CronJob without a concurrency policy",
      stack: [cronJob({}, { concurrencyPolicy: undefined })],
      says: "concurrencyPolicy must be Forbid or Replace, not: Allow",
    },
    {
      of: "a CronJob that allows overlapping runs",
      stack: [cronJob({}, { concurrencyPolicy: "Allow" })],
      says: "concurrencyPolicy must be Forbid or Replace, not: Allow",
    },
  ],
});
