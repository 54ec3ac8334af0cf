import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { controllerOf, cronJob, job } from "../../specimens/pods";
import { rule } from "./jobsHaveDeadlines";

const endless = { activeDeadlineSeconds: undefined, ttlSecondsAfterFinished: undefined };

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
      of: "a Job of a JobSet, which the TrainJob ends",
      stack: [job({ owner: controllerOf("jobset.x-k8s.io/v1alpha2", "JobSet") }, endless)],
    },
    {
      of: "a job of the platform",
      stack: [job({ namespace: platformNamespace }, { activeDeadlineSeconds: undefined })],
    },
  ],
  failing: [
    {
      of: "a Job with an owner that makes no Jobs",
      stack: [job({ owner: controllerOf("v1", "ConfigMap") }, endless)],
      says: "the job leaves out: activeDeadlineSeconds, ttlSecondsAfterFinished",
    },
    {
      of: "a Job with an owner that is not its controller",
      stack: [job({ owner: { ...controllerOf("batch/v1", "CronJob"), controller: false } }, endless)],
      says: "the job leaves out: activeDeadlineSeconds, ttlSecondsAfterFinished",
    },
    {
      of: "a Job with an owner of another group's kind",
      stack: [job({ owner: controllerOf("example.com/v1", "CronJob") }, endless)],
      says: "the job leaves out: activeDeadlineSeconds, ttlSecondsAfterFinished",
    },
    {
      of: "a Job that says nothing",
      stack: [job({}, endless)],
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
