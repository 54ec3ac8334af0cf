import { runtime } from "@pulumi/pulumi";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";

/** Stands for a value that nobody knows before it is made. */
export const unknownValue = runtime.unknownValue;

/** Key that Pulumi's providers keep beside inputs: the names of those that they filled in themselves. */
export const defaultsKey = "__defaults";

/** Takes secrets out of their wrappers: for comparing and computing, never for writing down. */
function plain(value: Json): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (!isJsonObject(value)) return value;
  switch (value[runtime.specialSigKey]) {
    case runtime.specialSecretSig:
    case runtime.specialOutputValueSig:
      return value.value === undefined ? unknownValue : plain(value.value);
    default:
      return plainObject(value);
  }
}

/** `plain` for the properties of a resource. */
export function plainObject(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** Whether something in it is a secret on the wire. */
export function isSecret(value: Json): boolean {
  if (Array.isArray(value)) return value.some(isSecret);
  if (!isJsonObject(value)) return false;
  return value[runtime.specialSigKey] === runtime.specialSecretSig || Object.values(value).some(isSecret);
}

/** Values by what was given, the rest by what the cloud decides. A list's first default holds for all its elements. */
function withDefaults(given: Json | undefined, defaults: Json): Json {
  if (given === undefined || given === null) return defaults;
  if (Array.isArray(given)) {
    const element = Array.isArray(defaults) ? defaults[0] : undefined;
    return element !== undefined && isJsonObject(element) ? given.map((one) => withDefaults(one, element)) : given;
  }
  if (!isJsonObject(given) || !isJsonObject(defaults) || given[runtime.specialSigKey] !== undefined) return given;
  const keys = new Set([...Object.keys(defaults), ...Object.keys(given)]);
  return Object.fromEntries(
    [...keys].map((key): [string, Json] => {
      const fallback = defaults[key];
      return [key, fallback === undefined ? (given[key] ?? null) : withDefaults(given[key], fallback)];
    }),
  );
}

/** `withDefaults` for the properties of a resource. */
export function objectWithDefaults(given: JsonObject, defaults: JsonObject): JsonObject {
  const merged = withDefaults(given, defaults);
  return isJsonObject(merged) ? merged : given;
}

/**
 * Puts secrets back where the cloud keeps only a note that there is one.
 *
 * @param known What Pulumi has, wrappers and all.
 */
export function restoreSecrets(stored: JsonObject, known: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(stored).map(([key, value]) => {
      const earlier = known[key];
      return [key, earlier !== undefined && isSecret(earlier) ? earlier : value];
    }),
  );
}
