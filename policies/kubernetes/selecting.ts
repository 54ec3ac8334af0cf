import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import type { Graph } from "../subject";

/** A field below others, or undefined where anything on the way is missing. */
export function fieldOf(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((holder, key) => (isJsonObject(holder) ? holder[key] : undefined), value);
}

/** An object below others: empty where there is none. */
export function objectOf(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = fieldOf(value, ...path);
  return isJsonObject(found) ? found : {};
}

/** A list below others: empty where there is none. */
export function listOf(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = fieldOf(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Inputs of the Kubernetes objects of a type in a namespace. */
export function objectsIn(graph: Graph, type: string, namespace: Json | undefined): readonly JsonObject[] {
  return graph
    .ofType(type)
    .map(({ inputs }) => inputs)
    .filter((inputs) => fieldOf(inputs, "metadata", "namespace") === namespace);
}

/** Whether a selector in Kubernetes' form takes something with these labels. An empty one takes all. */
export function selects(selector: JsonObject, labels: JsonObject): boolean {
  const equal = Object.entries(objectOf(selector, "matchLabels")).every(([key, value]) => labels[key] === value);
  return equal && listOf(selector, "matchExpressions").every((expression) => matches(expression, labels));
}

function matches(expression: Json, labels: JsonObject): boolean {
  const key = fieldOf(expression, "key");
  const label = typeof key === "string" ? labels[key] : undefined;
  const among = label !== undefined && listOf(expression, "values").includes(label);
  switch (fieldOf(expression, "operator")) {
    case "In":
      return among;
    case "NotIn":
      return !among;
    case "Exists":
      return label !== undefined;
    default:
      return label === undefined;
  }
}
