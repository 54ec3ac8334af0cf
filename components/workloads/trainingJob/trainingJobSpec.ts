import type { types } from "@pulumi/kubernetes";
import { deadlineSeconds, type TrainingPod, trainingPodTemplate } from "../training/trainingPod";

export interface TrainingJobSpecArgs {
  readonly pod: TrainingPod;
  readonly labels: Record<string, string>;
  readonly deadlineHours: number;
  /** Tries after the first that failed by the program's own fault. */
  readonly retries: number;
}

/**
 * A pod that loses its node, as those of spot capacity do, is followed by another and does not count as a try: Kubernetes
 * marks it with `DisruptionTarget`, whoever took it away.
 *
 * Without a time to live: Pulumi owns the job, and would miss one that removed itself.
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
