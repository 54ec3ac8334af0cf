import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { controllerOf, cronJob, job } from "../../specimens/pods";
import { rule } from "./jobsHaveDeadlines";

const endless = { activeDeadlineSeconds: undefined, ttlSecondsAfterFinished: undefined };

export default specimens(rule, {
  passing: [
    {
      of: "a Job that Pulumi manages",
      stack: [job({ labels: { "app.kubernetes.io/managed-by": "pulumi" } }, { ttlSecondsAfterFinished: undefined })],
    },
    {
      of: "a CronJob without ttlSecondsAfterFinished",
      stack: [cronJob({}, { jobTemplate: { spec: { ttlSecondsAfterFinished: undefined } } })],
    },
    {
      of: "a Job of a JobSet",
      stack: [job({ owner: controllerOf("jobset.x-k8s.io/v1alpha2", "JobSet") }, endless)],
    },
    {
      of: "a Job in a platform namespace",
      stack: [job({ namespace: platformNamespace }, { activeDeadlineSeconds: undefined })],
    },
  ],
  failing: [
    {
      of: "a Job whose owner is of a kind that creates no Jobs",
      stack: [job({ owner: controllerOf("v1", "ConfigMap") }, endless)],
      says: "the job must set: activeDeadlineSeconds, ttlSecondsAfterFinished",
    },
    {
      of: "a Job whose owner is not its controller",
      stack: [job({ owner: { ...controllerOf("batch/v1", "CronJob"), controller: false } }, endless)],
      says: "the job must set: activeDeadlineSeconds, ttlSecondsAfterFinished",
    },
    {
      of: "a Job whose owner is of the same kind in another API group",
      stack: [job({ owner: controllerOf("example.com/v1", "CronJob") }, endless)],
      says: "the job must set: activeDeadlineSeconds, ttlSecondsAfterFinished",
    },
    {
      of: "a Job that sets neither",
      stack: [job({}, endless)],
      says: "the job must set: activeDeadlineSeconds, ttlSecondsAfterFinished",
    },
    {
      of: "a Job that Pulumi manages, without a deadline",
      stack: [job({ labels: { "app.kubernetes.io/managed-by": "pulumi" } }, { activeDeadlineSeconds: undefined })],
      says: "the job must set: activeDeadlineSeconds",
    },
    {
      of: "a CronJob without a deadline",
      stack: [cronJob({}, { jobTemplate: { spec: { activeDeadlineSeconds: undefined } } })],
      says: "the job must set: activeDeadlineSeconds",
    },
  ],
});
