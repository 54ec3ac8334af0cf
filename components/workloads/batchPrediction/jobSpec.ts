import type { types } from "@pulumi/kubernetes";
import { deadlineSeconds } from "../training/trainingPod";
import type { BatchPredictionArguments } from "./arguments";
import { podsAtOnce } from "./placement";
import { type PredictionPodArgs, predictionPod } from "./predictionPod";

/** How late a run may begin, seconds: after that it counts as missed, and the next one runs at its own time. */
export const startingDeadlineSeconds = 3600;

/** Jobs that are kept for their logs, of those that went well and of those that did not. */
const kept = 3;

/**
 * One run: an Indexed Job with a pod a shard. A shard that fails is tried again by itself; one that has no tries left does
 * not keep the others from ending, and the run has failed. A lost node does not count as a try.
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

/** Runs at their times, never two at once: one that is due while another runs is left out. */
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
