import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { objectOf } from "../../core/json/reading";
import type { KubernetesObject } from "./objects";

/**
 * Pods that other controllers will make of an object: those of training jobs and models. The cluster judges the pods
 * themselves; here they are told early, as far as the object says how they will be.
 */
export function podsIn(owner: KubernetesObject): KubernetesObject[] {
  const { object } = owner;
  const spec = objectOf(object.spec);
  return templatesIn(owner.kind, spec).map((template) => ({
    ...owner,
    kind: "Pod",
    object: {
      apiVersion: "v1",
      kind: "Pod",
      ...template,
      metadata: {
        ...objectOf(template.metadata),
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
      return [spec.predictor, ...canariesOf(spec), spec.transformer, spec.explainer].flatMap((component) =>
        isJsonObject(component) && Array.isArray(component.containers) ? [{ spec: component }] : [],
      );
    default:
      return [];
  }
}

/** A canary has all that it does not name from the predictor. */
function canariesOf({ predictor, canary }: JsonObject): JsonObject[] {
  const stable = objectOf(predictor);
  const canaries = Array.isArray(canary) ? canary.filter(isJsonObject) : [];
  return canaries.map((own) => overridden(stable, objectOf(own.predictor)));
}

/** As KServe merges them: what is empty overrides nothing. */
function overridden(stable: JsonObject, own: JsonObject): JsonObject {
  const changed = Object.entries(own).flatMap(([key, value]): [string, Json][] => {
    const before = stable[key];
    if (isJsonObject(value)) return [[key, overridden(objectOf(before), value)]];
    const empty = value === "" || value === null || (Array.isArray(value) && value.length === 0);
    return empty ? [] : [[key, value]];
  });
  return { ...stable, ...Object.fromEntries(changed) };
}

function templatesOf(replicas: Json | undefined): JsonObject[] {
  if (!isJsonObject(replicas)) return [];
  return Object.values(replicas).flatMap((replica) =>
    isJsonObject(replica) && isJsonObject(replica.template) ? [withRestartPolicy(replica.template, replica)] : [],
  );
}

/** The replicas' policy is their pods': `ExitCode` is the operator's own, and none of Kubernetes'. */
function withRestartPolicy(template: JsonObject, { restartPolicy = "Never" }: JsonObject): JsonObject {
  const spec = objectOf(template.spec);
  return { ...template, spec: { ...spec, restartPolicy: restartPolicy === "ExitCode" ? "Never" : restartPolicy } };
}
