import type { Alert, AlertGroup } from "../../observability/alertGroup";
import { missingObject } from "../../observability/queries";
import { deadlineSeconds } from "../training/trainingPod";
import { longestGapSeconds, parseCron } from "./cron";
import { startingDeadlineSeconds } from "./jobSpec";

interface WatchedPrediction {
  /** Name of the CronJob or the Job, and the label `service` of its alerts. */
  readonly name: string;
  /** Label by which Alertmanager selects the team's route. */
  readonly namespace: string;
  /** Cron schedule of five fields. @default - it runs once */
  readonly schedule?: string | undefined;
  readonly deadlineHours: number;
}

/** Daylight saving time moves a run by an hour. */
const daylightSavingSeconds = 3600;

/** Returns the alerts of a batch prediction, from metrics of kube-state-metrics: a failed run and a missed run. */
export function predictionAlerts(watched: WatchedPrediction): AlertGroup {
  return {
    name: `${watched.name}-batch-prediction`,
    alerts: [failed(watched), ...(watched.schedule === undefined ? [] : [missedAlert(watched)])],
  };
}

/**
 * Returns the maximum time between two successful runs, seconds: the longest gap of the schedule, a late start and the
 * deadline.
 */
export function missedAfterSeconds({ schedule = "", deadlineHours }: WatchedPrediction): number {
  const cron = parseCron(schedule);
  const gap = cron ? longestGapSeconds(cron) : 0;
  return gap + startingDeadlineSeconds + deadlineSeconds(deadlineHours) + daylightSavingSeconds;
}

function missedAlert(watched: WatchedPrediction): Alert {
  const { name, namespace } = watched;
  const selector = `{namespace="${namespace}",cronjob="${name}"}`;
  const since = `max(kube_cronjob_status_last_successful_time${selector} or kube_cronjob_created${selector})`;
  const late = `time() - ${since} > ${missedAfterSeconds(watched)}`;
  return {
    name: "BatchPredictionMissed",
    expression: labelled(watched, `(${late} or ${missingObject(`kube_cronjob_created${selector}`)})`),
    forMinutes: 5,
    severity: "warning",
    summary: `Batch prediction ${name} of ${namespace} has not succeeded in time`,
    description: `Its last successful run was {{ $value | humanizeDuration }} ago, which is longer than its schedule, ${watched.schedule}, and its deadline allow.`,
    runbook: "batch-prediction",
  };
}

/**
 * The alert of a failed run ends when the next run is due to have ended, and without a schedule when the Job is
 * deleted.
 */
function failed(watched: WatchedPrediction): Alert {
  const { name, namespace, schedule } = watched;
  const jobs = schedule === undefined ? `job_name="${name}"` : `job_name=~"${name}-[0-9]{8,}"`;
  const selector = `namespace="${namespace}",${jobs}`;
  const failures = `max by (job_name) (kube_job_failed{${selector},condition="true"}) == 1`;
  const age = `time() - max by (job_name) (kube_job_created{${selector}})`;
  const recent =
    schedule === undefined ? failures : `${failures} and on (job_name) ${age} < ${missedAfterSeconds(watched)}`;
  return {
    name: "BatchPredictionFailed",
    expression: labelled(watched, recent),
    forMinutes: 0,
    severity: "warning",
    summary: `Run {{ $labels.job_name }} of batch prediction ${name} of ${namespace} has failed`,
    description: "A shard has no retries left, or the deadline has passed. The run has no _SUCCESS.",
    runbook: "batch-prediction",
  };
}

/** Sets the labels for routing on the result of an expression. */
function labelled({ namespace, name }: WatchedPrediction, expression: string): string {
  const named = `label_replace(${expression}, "service", "${name}", "", "")`;
  return `label_replace(${named}, "namespace", "${namespace}", "", "")`;
}
