import { isJsonObject, type Json, type JsonObject } from "../../plan/json";
import type { KubernetesObject } from "./objects";

/**
 * Pods that other controllers will make of an object: those of training jobs and models. The cluster judges the pods
 * themselves; here they are told early, as far as the object says how they will be.
 */
export function podsIn(owner: KubernetesObject): KubernetesObject[] {
  const { object } = owner;
  const spec = isJsonObject(object.spec) ? object.spec : {};
  return templatesIn(owner.kind, spec).map((template) => ({
    ...owner,
    kind: "Pod",
    object: {
      apiVersion: "v1",
      kind: "Pod",
      ...template,
      metadata: {
        ...(isJsonObject(template.metadata) ? template.metadata : {}),
        name: isJsonObject(object.metadata) ? (object.metadata.name ?? "") : "",
        ...(owner.namespace !== undefined && { namespace: owner.namespace }),
      },
    },
  }));
}

function templatesIn(kind: KubernetesObject["kind"], spec: JsonObject): JsonObject[] {
  switch (kind) {
    case "TFJob":
      return templatesOf(spec.tfReplicaSpecs);
    case "PyTorchJob":
      return templatesOf(spec.pytorchReplicaSpecs);
    case "InferenceService":
      return [spec.predictor, spec.transformer].flatMap((component) =>
        isJsonObject(component) && Array.isArray(component.containers) ? [{ spec: component }] : [],
      );
    default:
      return [];
  }
}

function templatesOf(replicas: Json | undefined): JsonObject[] {
  if (!isJsonObject(replicas)) return [];
  return Object.values(replicas).flatMap((replica) =>
    isJsonObject(replica) && isJsonObject(replica.template) ? [withRestartPolicy(replica.template, replica)] : [],
  );
}

/** The replicas' policy is their pods': `ExitCode` is the operator's own, and none of Kubernetes'. */
function withRestartPolicy(template: JsonObject, { restartPolicy = "Never" }: JsonObject): JsonObject {
  const spec = isJsonObject(template.spec) ? template.spec : {};
  return { ...template, spec: { ...spec, restartPolicy: restartPolicy === "ExitCode" ? "Never" : restartPolicy } };
}
