import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { controllerOf, cronJob, job } from "../../specimens/pods";
import { rule } from "./jobsHaveDeadlines";

const withoutDeadline = { activeDeadlineSeconds: undefined, ttlSecondsAfterFinished: undefined };

export default specimens(rule, {
  passing: [
    {
      title: "a Job that Pulumi manages",
      stack: [job({ labels: { "app.kubernetes.io/managed-by": "pulumi" } }, { ttlSecondsAfterFinished: undefined })],
    },
    {
      title: "a CronJob without ttlSecondsAfterFinished",
      stack: [cronJob({}, { jobTemplate: { spec: { ttlSecondsAfterFinished: undefined } } })],
    },
    {
      title: "a Job of a JobSet",
      stack: [job({ owner: controllerOf("jobset.x-k8s.io/v1alpha2", "JobSet") }, withoutDeadline)],
    },
    {
      title: "a Job in a platform namespace",
      stack: [job({ namespace: platformNamespace }, { activeDeadlineSeconds: undefined })],
    },
  ],
  failing: [
    {
      title: "a Job whose owner is of a kind that creates no Jobs",
      stack: [job({ owner: controllerOf("v1", "ConfigMap") }, withoutDeadline)],
      message: "the job must set: activeDeadlineSeconds, ttlSecondsAfterFinished",
    },
    {
      title: "a Job whose owner is not its controller",
      stack: [job({ owner: { ...controllerOf("batch/v1", "CronJob"), controller: false } }, withoutDeadline)],
      message: "the job must set: activeDeadlineSeconds, ttlSecondsAfterFinished",
    },
    {
      title: "a Job whose owner is of the same kind in another API group",
      stack: [job({ owner: controllerOf("example.com/v1", "CronJob") }, withoutDeadline)],
      message: "the job must set: activeDeadlineSeconds, ttlSecondsAfterFinished",
    },
    {
      title: "a Job that sets neither",
      stack: [job({}, withoutDeadline)],
      message: "the job must set: activeDeadlineSeconds, ttlSecondsAfterFinished",
    },
    {
      title: "a Job that Pulumi manages, without a deadline",
      stack: [job({ labels: { "app.kubernetes.io/managed-by": "pulumi" } }, { activeDeadlineSeconds: undefined })],
      message: "the job must set: activeDeadlineSeconds",
    },
    {
      title: "a CronJob without a deadline",
      stack: [cronJob({}, { jobTemplate: { spec: { activeDeadlineSeconds: undefined } } })],
      message: "the job must set: activeDeadlineSeconds",
    },
  ],
});
