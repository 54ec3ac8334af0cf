import { celLiteral } from "../cel/literal";
import { wildcardPattern } from "../wildcards";

/**
 * Kinds whose controllers make Jobs: what is in those Jobs, the owner says, or its controller. The last two make none
 * upstream, but in the sandbox, which has neither JobSet nor TensorFlow's pods.
 */
export const jobMakers = [
  "batch/*/CronJob",
  "jobset.x-k8s.io/*/JobSet",
  "kubeflow.org/*/Trial",
  "trainer.kubeflow.org/*/TrainJob",
  "kubeflow.org/*/TFJob",
] as const;

/** Kinds whose controllers make Deployments in teams' namespaces. */
export const serverMakers = [
  "serving.kserve.io/*/InferenceService",
  "serving.kserve.io/*/InferenceGraph",
  "kubeflow.org/*/Suggestion",
] as const;

/** Kinds of the platform's own whose controllers make StatefulSets. */
export const platformMakers = ["monitoring.coreos.com/*/Prometheus", "monitoring.coreos.com/*/Alertmanager"] as const;

/**
 * CEL: whether an object's controller is one of some kinds, as `group/version/kind` with `*`.
 *
 * This narrows a way round a rule and does not close it: anybody may write an owner on what they make, and a rule sees no
 * user. An owner that is not there helps nobody, since the garbage collector then takes the object away.
 */
export function isMadeBy(...makers: readonly string[]): string {
  return `object.metadata.?ownerReferences.orValue([]).exists(o, o.?controller.orValue(false)
    && (o.apiVersion + '/' + o.kind).matches(${celLiteral(wildcardPattern(...makers))}))`;
}
