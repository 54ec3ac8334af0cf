import { runtime } from "@pulumi/pulumi";
import { isJsonObject, type Json, type JsonObject } from "../json/json";

/**
 * Pulumi's wire format: JSON in which objects with a signature represent secrets, assets and other special values, and
 * a fixed text represents an unknown value. See `sdk/nodejs/runtime/rpc.ts` of Pulumi.
 */

/** Text that replaces secret values in all output of the plan. Keys of secret objects remain. */
export const redacted = "[secret]";

/** Returns a value marked as secret. */
export function secret(value: Json): JsonObject {
  return { [runtime.specialSigKey]: runtime.specialSecretSig, value };
}

/**
 * Converts values in wire format to readable JSON: secrets become `[secret]`, references to resources their URN, and
 * assets a note with their kind.
 */
export function readable(value: Json): Json {
  if (Array.isArray(value)) return value.map(readable);
  if (!isJsonObject(value)) return value;
  switch (value[runtime.specialSigKey]) {
    case undefined:
      return readableObject(value);
    case runtime.specialSecretSig:
      return redact(value.value ?? null);
    case runtime.specialOutputValueSig:
      return value.secret === true ? redact(value.value ?? null) : readable(value.value ?? null);
    case runtime.specialResourceSig:
      return value.urn ?? null;
    default:
      return readableObject(withoutSignature(value));
  }
}

/** Converts the properties of a resource like `readable`. */
export function readableObject(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
}

/** Redacts values and keeps keys, because a Kubernetes Secret without keys cannot be checked or applied. */
function redact(value: Json): Json {
  if (Array.isArray(value)) return value.map(redact);
  if (!isJsonObject(value) || value[runtime.specialSigKey] !== undefined) return redacted;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redact(inner)]));
}

function withoutSignature(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== runtime.specialSigKey));
}
