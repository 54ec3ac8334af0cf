import { isJsonObject, type Json, type JsonObject } from "./json";

/** Returns the value at a path, or undefined if it does not exist. */
export function fieldOf(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((holder, key) => (isJsonObject(holder) ? holder[key] : undefined), value);
}

/** Returns the object at a path, or an empty one. */
export function objectOf(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = fieldOf(value, ...path);
  return isJsonObject(found) ? found : {};
}

/** Returns the list at a path, or an empty one. */
export function listOf(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = fieldOf(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Returns the text at a path, or undefined. */
export function textOf(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = fieldOf(value, ...path);
  return typeof found === "string" ? found : undefined;
}

/** Returns the text at a path, or an empty text. */
export function textOrEmpty(value: Json | undefined, ...path: readonly string[]): string {
  return textOf(value, ...path) ?? "";
}

/** Returns the number at a path, or undefined. */
export function numberOf(value: Json | undefined, ...path: readonly string[]): number | undefined {
  const found = fieldOf(value, ...path);
  return typeof found === "number" ? found : undefined;
}

/** Returns the texts in the list at a path, or an empty list. */
export function textsOf(value: Json | undefined, ...path: readonly string[]): string[] {
  return listOf(value, ...path).filter((item) => typeof item === "string");
}
