import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";

/** A Kubernetes status condition. */
export interface Condition {
  readonly type: string;
  readonly status: "True" | "False" | "Unknown";
  readonly reason: string;
  readonly message: string;
}

/**
 * Returns the conditions for an object's status. A condition with an unchanged status keeps its transition time.
 *
 * @param generation Undefined if conditions of the kind have no generation.
 * @returns undefined if no condition changes.
 */
export function conditionsFor(
  conditions: readonly Condition[],
  generation: number | undefined,
  before: Json | undefined,
  now: Date,
): JsonObject[] | undefined {
  const earlier = Array.isArray(before) ? before.filter(isJsonObject) : [];
  const made = conditions.map((condition) => {
    const same = earlier.find(({ type, status }) => type === condition.type && status === condition.status);
    const lastTransitionTime = same?.lastTransitionTime ?? now.toISOString().replace(/\.\d+Z$/, "Z");
    return { ...condition, ...(generation !== undefined && { observedGeneration: generation }), lastTransitionTime };
  });
  const unchanged =
    made.length === earlier.length && made.every((condition) => earlier.some((one) => says(one, condition)));
  return unchanged ? undefined : made;
}

function says(one: JsonObject, other: JsonObject): boolean {
  return Object.entries(other).every(([key, value]) => one[key] === value);
}

/** Returns the condition `Ready`, which summarizes the others. */
export function readyOf(conditions: readonly Condition[]): Condition {
  const failing = conditions.find(({ status }) => status !== "True");
  return failing
    ? { ...failing, type: "Ready", reason: failing.type }
    : { type: "Ready", status: "True", reason: "Ready", message: "" };
}
