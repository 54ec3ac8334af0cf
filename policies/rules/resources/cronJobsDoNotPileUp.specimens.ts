import { specimens } from "../../specimen";
import { cronJob } from "../../specimens/pods";
import { rule } from "./cronJobsDoNotPileUp";

export default specimens(rule, {
  passing: [{ title: "a CronJob that replaces the last run", stack: [cronJob({}, { concurrencyPolicy: "Replace" })] }],
  failing: [
    {
      title: "a CronJob without a concurrency policy",
      stack: [cronJob({}, { concurrencyPolicy: undefined })],
      message: "concurrencyPolicy must be Forbid or Replace, not: Allow",
    },
    {
      title: "a CronJob that allows overlapping runs",
      stack: [cronJob({}, { concurrencyPolicy: "Allow" })],
      message: "concurrencyPolicy must be Forbid or Replace, not: Allow",
    },
  ],
});
