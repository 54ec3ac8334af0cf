import { groupBy } from "../../core/graph/graph";
import type { Json, JsonObject } from "../../core/json/json";
import { fieldOf, listOf, objectOf } from "../../core/json/reading";
import { oncePerGraph } from "../oncePerGraph";
import type { Graph } from "../subject";

/** Returns the inputs of all objects of a type in a namespace. */
export function objectsIn(graph: Graph, type: string, namespace: Json | undefined): readonly JsonObject[] {
  return objectsByNamespace(graph, type).get(namespace) ?? [];
}

const objectsByNamespace = oncePerGraph((graph, type: string) =>
  groupBy(
    graph.ofType(type).map(({ inputs }) => inputs),
    (inputs) => fieldOf(inputs, "metadata", "namespace"),
  ),
);

/** Whether a Kubernetes label selector matches these labels. An empty selector matches everything. */
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
