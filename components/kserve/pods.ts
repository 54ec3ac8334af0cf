import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { listOf, objectOf } from "../../core/json/reading";
import type { PodsOf } from "../../core/kubernetes/kind";

/** Fields of a predictor or an explainer for which a runtime, or another kind, defines the container. */
const runtimeFields = [
  "art",
  "huggingface",
  "lightgbm",
  "model",
  "onnx",
  "paddle",
  "pmml",
  "pytorch",
  "sklearn",
  "tensorflow",
  "triton",
  "workerSpec",
  "xgboost",
] as const;

/**
 * Pods of an InferenceService: one template for each component with its own containers. Containers of a runtime are
 * hidden: runtimes are objects of KServe's chart, and KServe chooses among them.
 */
export const inferenceServicePods: PodsOf = ({ spec }) => {
  const { predictor, transformer, explainer } = objectOf(spec);
  const components = [predictor, ...canariesOf(objectOf(spec)), transformer, explainer].filter(isJsonObject);
  return {
    templates: components.filter((one) => listOf(one, "containers").length > 0).map(templateOf),
    hidden: components.some((one) => listOf(one, "containers").length === 0 || runtimeFields.some((key) => key in one)),
  };
};

function templateOf(component: JsonObject): JsonObject {
  const { labels, annotations } = component;
  const metadata = { ...(labels && { labels }), ...(annotations && { annotations }) };
  return { ...(Object.keys(metadata).length > 0 && { metadata }), spec: component };
}

/** A canary inherits every field that it does not set from the predictor. */
function canariesOf({ predictor, canary }: JsonObject): JsonObject[] {
  return listOf(canary)
    .filter(isJsonObject)
    .map((own) => mergedByKserve(objectOf(predictor), objectOf(own.predictor)));
}

/** Merges fields as KServe does: empty values do not override. */
export function mergedByKserve(base: JsonObject, own: JsonObject): JsonObject {
  const changed = Object.entries(own).flatMap(([key, value]): [string, Json][] => {
    if (isJsonObject(value)) return [[key, mergedByKserve(objectOf(base[key]), value)]];
    const empty = value === "" || value === null || (Array.isArray(value) && value.length === 0);
    return empty ? [] : [[key, value]];
  });
  return { ...base, ...Object.fromEntries(changed) };
}
