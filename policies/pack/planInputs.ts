import { unknownToken } from "../../core/graph/tokens";
import type { Json, JsonObject } from "../../core/json/json";

/**
 * Returns the inputs of a resource with tokens for unknown values, so that rules read the same at the plan and in the
 * pack. The SDK passes a proxy that throws when an unknown value is read.
 */
export function planInputs(urn: string, props: object): JsonObject {
  const read = (value: unknown, path: readonly string[]): Json => {
    if (Array.isArray(value)) {
      return Array.from({ length: value.length }, (_, index) => at(value, String(index), path));
    }
    if (typeof value === "object" && value !== null) return fields(value, path);
    return isScalar(value) ? value : null;
  };
  const fields = (value: object, path: readonly string[]): JsonObject =>
    Object.fromEntries(Object.keys(value).map((key) => [key, at(value, key, path)]));
  const at = (holder: object, key: string, path: readonly string[]): Json => {
    const own = [...path, key];
    try {
      return read(Reflect.get(holder, key), own);
    } catch (error) {
      if (!isUnknownValue(error)) throw error;
      return unknownToken(urn, own.join("."));
    }
  };
  return fields(props, []);
}

/** The SDK does not export its error class. The error has this property. */
function isUnknownValue(error: unknown): boolean {
  return error instanceof Error && "unknownTypeSentinel" in error;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
