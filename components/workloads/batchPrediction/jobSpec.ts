import type { types } from "@pulumi/kubernetes";
import { deadlineSeconds } from "../training/trainingPod";
import type { BatchPredictionArguments } from "./arguments";
import { podsAtOnce } from "./placement";
import { type PredictionPodArgs, predictionPod } from "./predictionPod";

/** Maximum delay of a start, seconds. After that, the run is skipped. */
export const startingDeadlineSeconds = 3600;

/** Number of succeeded and of failed Jobs that are kept for their logs. */
const kept = 3;

/**
 * Returns the spec of one run: an Indexed Job with one pod for each shard. Each shard has its own retries. If a shard
 * has none left, the other shards still complete, and then the run fails. A lost node does not count as a failure.
 */
export function predictionJobSpec(pod: PredictionPodArgs): types.input.batch.v1.JobSpec {
  const { shards, parallelism, retries, deadlineHours } = pod.args;
  return {
    completionMode: "Indexed",
    completions: shards,
    parallelism: podsAtOnce({ shards, parallelism }),
    backoffLimitPerIndex: retries,
    activeDeadlineSeconds: deadlineSeconds(deadlineHours),
    podFailurePolicy: {
      rules: [{ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] }],
    },
    template: predictionPod(pod),
  };
}

/** Returns the spec of the CronJob. A run that is due while another one runs is skipped. */
export function predictionCronJobSpec(
  pod: PredictionPodArgs,
  schedule: string,
  { timeZone = "Etc/UTC" }: Pick<BatchPredictionArguments, "timeZone">,
): types.input.batch.v1.CronJobSpec {
  return {
    schedule,
    timeZone,
    concurrencyPolicy: "Forbid",
    startingDeadlineSeconds,
    successfulJobsHistoryLimit: kept,
    failedJobsHistoryLimit: kept,
    jobTemplate: { metadata: { labels: { ...pod.labels } }, spec: predictionJobSpec(pod) },
  };
}
