import { specimens } from "../../specimen";
import { cronJob } from "../../specimens/pods";
import { rule } from "./cronJobsDoNotPileUp";

export default specimens(rule, {
  passing: [{ of: "a run that takes the last one's place", stack: [cronJob({}, { concurrencyPolicy: "Replace" })] }],
  failing: [
    {
      of: "a CronJob that says nothing",
      stack: [cronJob({}, { concurrencyPolicy: undefined })],
      says: "runs may pile up by concurrencyPolicy: Allow",
    },
    {
      of: "a CronJob that lets them",
      stack: [cronJob({}, { concurrencyPolicy: "Allow" })],
      says: "runs may pile up by concurrencyPolicy: Allow",
    },
  ],
});
