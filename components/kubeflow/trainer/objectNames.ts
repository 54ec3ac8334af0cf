import { textOf } from "../../../core/json/reading";
import type { CreatedObjects } from "../../../core/kubernetes/kind";
import { trainerJob } from "./trainingRuntimeNames";

/**
 * Objects that Trainer and JobSet create for a TrainJob of the platform's runtimes: a JobSet of its name, the Job of
 * the runtime, and a headless Service, through which the pods find each other.
 *
 * Source: https://github.com/kubeflow/trainer, tag v2.3.0, `pkg/runtime/framework/plugins/jobset/jobset.go`, and
 * https://github.com/kubernetes-sigs/jobset, tag v0.12.0, `pkg/controllers/jobset_controller.go` (`GetSubdomain`).
 */
export const trainJobObjects: CreatedObjects = ({ metadata }) => {
  const name = textOf(metadata, "name");
  if (name === undefined) return [];
  return [
    { group: "jobset.x-k8s.io", kind: "JobSet", name },
    { group: "batch", kind: "Job", name: `${name}-${trainerJob.job}-0` },
    { group: "", kind: "Service", name },
  ];
};
