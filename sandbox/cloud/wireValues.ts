import { runtime } from "@pulumi/pulumi";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";

/** Pulumi's placeholder for a value that is unknown before its creation. */
export const unknownValue = runtime.unknownValue;

/** Key of the input in which Pulumi's providers list the inputs that they set themselves. */
export const defaultsKey = "__defaults";

/** Unwraps secrets, for comparing and computing. Do not store the result. */
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

/** Unwraps the secrets in the properties of a resource. Do not store the result. */
export function plainObject(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** Whether a value contains a secret in Pulumi's wire format. */
export function isSecret(value: Json): boolean {
  if (Array.isArray(value)) return value.some(isSecret);
  if (!isJsonObject(value)) return false;
  return value[runtime.specialSigKey] === runtime.specialSecretSig || Object.values(value).some(isSecret);
}

/** Returns the given values, and defaults for the rest. The first default of a list applies to all elements. */
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

/** Returns the given properties of a resource, and defaults for the rest. */
export function objectWithDefaults(given: JsonObject, defaults: JsonObject): JsonObject {
  const merged = withDefaults(given, defaults);
  return isJsonObject(merged) ? merged : given;
}

/**
 * Restores secrets. The cloud stores only `[secret]` in their place.
 *
 * @param known Pulumi's properties, with wrapped secrets.
 */
export function restoreSecrets(stored: JsonObject, known: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(stored).map(([key, value]) => {
      const earlier = known[key];
      return [key, earlier !== undefined && isSecret(earlier) ? earlier : value];
    }),
  );
}
