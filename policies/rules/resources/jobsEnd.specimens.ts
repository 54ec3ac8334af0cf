import { specimens } from "../../specimen";
import { cronJob, job } from "../../specimens/pods";
import { platformNamespace } from "../../specimens/world";
import { rule } from "./jobsEnd";

export default specimens(rule, {
  passing: [
    {
      of: "a Job of the program",
      stack: [job({ labels: { "app.kubernetes.io/managed-by": "pulumi" } }, { ttlSecondsAfterFinished: undefined })],
    },
    {
      of: "a CronJob that keeps what ended last",
      stack: [cronJob({}, { jobTemplate: { spec: { ttlSecondsAfterFinished: undefined } } })],
    },
    {
      of: "a job of the platform",
      stack: [job({ namespace: platformNamespace }, { activeDeadlineSeconds: undefined })],
    },
  ],
  failing: [
    {
      of: "a Job that says nothing",
      stack: [job({}, { activeDeadlineSeconds: undefined, ttlSecondsAfterFinished: undefined })],
      says: "the job leaves out: activeDeadlineSeconds, ttlSecondsAfterFinished",
    },
    {
      of: "a Job of the program without a deadline",
      stack: [job({ labels: { "app.kubernetes.io/managed-by": "pulumi" } }, { activeDeadlineSeconds: undefined })],
      says: "the job leaves out: activeDeadlineSeconds",
    },
    {
      of: "a CronJob without a deadline",
      stack: [cronJob({}, { jobTemplate: { spec: { activeDeadlineSeconds: undefined } } })],
      says: "the job leaves out: activeDeadlineSeconds",
    },
  ],
});
