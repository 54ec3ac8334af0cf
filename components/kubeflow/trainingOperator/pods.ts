import { isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import { objectOf } from "../../../core/json/reading";
import type { PodsOf } from "../../../core/kubernetes/kind";

/** Pods of a TFJob or a PyTorchJob: one template for each replica type, such as `Chief` and `Worker`. */
export function replicaPods(field: "tfReplicaSpecs" | "pytorchReplicaSpecs"): PodsOf {
  return (job) => ({ templates: Object.values(objectOf(job, "spec", field)).flatMap(templatesOf) });
}

function templatesOf(replica: Json): JsonObject[] {
  return isJsonObject(replica) && isJsonObject(replica.template) ? [withRestartPolicy(replica.template, replica)] : [];
}

/** The operator sets the pods' restart policy from the replicas'. Its own value `ExitCode` becomes `Never`. */
function withRestartPolicy(template: JsonObject, { restartPolicy = "Never" }: JsonObject): JsonObject {
  return {
    ...template,
    spec: { ...objectOf(template.spec), restartPolicy: restartPolicy === "ExitCode" ? "Never" : restartPolicy },
  };
}
