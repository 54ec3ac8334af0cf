import type { types } from "@pulumi/kubernetes";
import { deadlineSeconds, type TrainingPod, trainingPodTemplate } from "../training/trainingPod";

/** Arguments of `trainingJobSpec`. */
export interface TrainingJobSpecArgs {
  /** Pod of the job. */
  readonly pod: TrainingPod;
  /** Labels of the pod: the workload's own, which name its team. */
  readonly labels: Readonly<Record<string, string>>;
  /** Maximum duration with all retries, hours, after which the job fails. */
  readonly deadlineHours: number;
  /** Number of retries after failures of the program. */
  readonly retries: number;
}

/**
 * Returns the spec of the Job. A pod that loses its node, for example spot capacity, has the condition
 * `DisruptionTarget`. It is replaced and does not count as a failure.
 *
 * There is no time to live, because Pulumi owns the job and would report a job that deleted itself as missing.
 */
export function trainingJobSpec({
  pod,
  labels,
  deadlineHours,
  retries,
}: TrainingJobSpecArgs): types.input.batch.v1.JobSpec {
  const { metadata, spec } = trainingPodTemplate(pod, labels, "training");
  return {
    backoffLimit: retries,
    activeDeadlineSeconds: deadlineSeconds(deadlineHours),
    podFailurePolicy: {
      rules: [{ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] }],
    },
    template: { metadata, spec: { ...spec, restartPolicy: "Never" } },
  };
}
