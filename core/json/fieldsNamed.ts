import { isJsonObject, type Json } from "./json";

/** Returns all fields with a name, at any depth: pod templates may be inside other templates. */
export function fieldsNamed(value: Json | undefined, name: string): Json[] {
  if (Array.isArray(value)) return value.flatMap((item) => fieldsNamed(item, name));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === name ? [item] : fieldsNamed(item, name)));
}
