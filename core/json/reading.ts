import { isJsonObject, type Json, type JsonObject } from "./json";

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

/** Text, or undefined where there is none. */
export function textOf(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = fieldOf(value, ...path);
  return typeof found === "string" ? found : undefined;
}

/** Text: empty where there is none. */
export function textOrEmpty(value: Json | undefined, ...path: readonly string[]): string {
  return textOf(value, ...path) ?? "";
}

/** A number, or undefined where there is none. */
export function numberOf(value: Json | undefined, ...path: readonly string[]): number | undefined {
  const found = fieldOf(value, ...path);
  return typeof found === "number" ? found : undefined;
}

/** The texts of a list: empty where there is none. */
export function textsOf(value: Json | undefined, ...path: readonly string[]): string[] {
  return listOf(value, ...path).filter((item) => typeof item === "string");
}
