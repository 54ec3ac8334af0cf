import type { AlertGroup } from "../alertGroup";

const failed = 'max by (namespace, job_name) (kube_job_failed{condition="true"}';

/**
 * Jobs that failed within the last day. The chart's own alert fires as long as a failed Job exists, which is a week for
 * a Job that the program declares. Batch predictions have their own alert, which takes their schedule into account.
 */
export const jobs: AlertGroup = {
  name: "jobs",
  alerts: [
    {
      name: "JobFailed",
      expression:
        `(${failed}) == 1) unless on (namespace, job_name) (${failed} offset 1d) == 1) ` +
        'unless on (namespace, job_name) ALERTS{alertname="BatchPredictionFailed", alertstate="firing"}',
      forMinutes: 5,
      severity: "warning",
      summary: "Job {{ $labels.job_name }} of {{ $labels.namespace }} has failed",
      description: "It has no retries left, or its deadline has passed. The logs of its pods show the reason.",
      runbook: "jobs",
    },
  ],
};
