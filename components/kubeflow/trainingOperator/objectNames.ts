import { numberOf, objectOf, textOf } from "../../../core/json/reading";
import type { CreatedObjects } from "../../../core/kubernetes/kind";

/**
 * Objects that Training Operator creates for a TFJob: a pod and a Service of the same name for each replica.
 *
 * Source: https://github.com/kubeflow/trainer, tag v1.9.4, `pkg/core/utils.go` (`GenGeneralName`).
 */
export const tfJobObjects: CreatedObjects = ({ metadata, spec }) => {
  const job = textOf(metadata, "name");
  if (job === undefined) return [];
  return Object.entries(objectOf(spec, "tfReplicaSpecs")).flatMap(([type, replica]) =>
    Array.from({ length: numberOf(replica, "replicas") ?? 1 }, (_, index) => {
      const name = `${job}-${type.toLowerCase()}-${index}`;
      return ["Pod", "Service"].map((kind) => ({ group: "", kind, name }));
    }).flat(),
  );
};
