import type { JsonObject } from "../../core/json/json";
import { objectOf } from "../../core/json/reading";

/** Fields of an object; `undefined` removes a field. */
export interface Fields {
  readonly [field: string]: JsonObject[string] | undefined | Fields;
}

/** Merges fields into an object: `undefined` removes a field, and objects are merged recursively. */
export function merged(base: JsonObject, changes: Fields): JsonObject {
  const result: JsonObject = { ...base };
  for (const [key, change] of Object.entries(changes)) {
    const before = result[key];
    if (change === undefined) delete result[key];
    else if (isFields(change)) result[key] = merged(objectOf(before), change);
    else result[key] = change;
  }
  return result;
}

function isFields(value: Fields[string]): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
