import { isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import { objectOf } from "../../../core/json/reading";
import type { PodsOf } from "../../../core/kubernetes/kind";

/** Of a TFJob or a PyTorchJob: a template for each kind of replica, such as `Chief` and `Worker`. */
export function replicaPods(field: "tfReplicaSpecs" | "pytorchReplicaSpecs"): PodsOf {
  return (job) => ({ templates: Object.values(objectOf(job, "spec", field)).flatMap(templatesOf) });
}

function templatesOf(replica: Json): JsonObject[] {
  return isJsonObject(replica) && isJsonObject(replica.template) ? [withRestartPolicy(replica.template, replica)] : [];
}

/** The replicas' policy is their pods': `ExitCode` is the operator's own, and none of Kubernetes'. */
function withRestartPolicy(template: JsonObject, { restartPolicy = "Never" }: JsonObject): JsonObject {
  return {
    ...template,
    spec: { ...objectOf(template.spec), restartPolicy: restartPolicy === "ExitCode" ? "Never" : restartPolicy },
  };
}
