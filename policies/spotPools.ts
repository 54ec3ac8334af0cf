import { fieldsNamed } from "../core/json/fieldsNamed";
import { isJsonObject, type JsonObject } from "../core/json/json";
import { poolLabel } from "../core/kubernetes/labels";
import type { Graph } from "./subject";

/** Returns the Karpenter pools and managed node groups with spot capacity, with the labels of their nodes. */
export function spotPools(graph: Graph): { pool: string; labels: JsonObject }[] {
  const karpenter = graph
    .ofType("kubernetes:karpenter.sh/v1:NodePool")
    .filter(({ inputs }) => fieldsNamed(inputs, "requirements").some(takesSpot))
    .flatMap(({ inputs }) => fieldsNamed(inputs, "labels"));
  const managed = graph
    .ofType("aws:eks/nodeGroup:NodeGroup")
    .filter(({ inputs }) => inputs.capacityType === "SPOT")
    .flatMap(({ inputs }) => inputs.labels ?? []);
  return [...karpenter, ...managed].filter(isJsonObject).flatMap((labels) => {
    const pool = labels[poolLabel];
    return typeof pool === "string" ? [{ pool, labels }] : [];
  });
}

function takesSpot(requirements: JsonObject[string]): boolean {
  return (
    Array.isArray(requirements) &&
    requirements.some(
      (one) =>
        isJsonObject(one) &&
        one.key === "karpenter.sh/capacity-type" &&
        Array.isArray(one.values) &&
        one.values.includes("spot"),
    )
  );
}
