import { runtime } from "@pulumi/pulumi";
import { isJsonObject, type Json, type JsonObject } from "../json/json";

/**
 * Pulumi's wire format: JSON in which an object with a signature stands for something else, and a certain text for a
 * value that nobody knows yet. See `sdk/nodejs/runtime/rpc.ts` of Pulumi.
 */

/** What stands in place of a secret, in everything that the plan writes. Keys of secret objects stay. */
export const redacted = "[secret]";

/** Marks a value as secret. */
export function secret(value: Json): JsonObject {
  return { [runtime.specialSigKey]: runtime.specialSecretSig, value };
}

/**
 * Turns values off the wire into plain JSON for people: secrets become `[secret]`, references to resources their URN,
 * assets a note of their kind.
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

/** `readable` for the properties of a resource. */
export function readableObject(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
}

/** A Kubernetes Secret without its keys could not be judged, nor applied. */
function redact(value: Json): Json {
  if (Array.isArray(value)) return value.map(redact);
  if (!isJsonObject(value) || value[runtime.specialSigKey] !== undefined) return redacted;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redact(inner)]));
}

function withoutSignature(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== runtime.specialSigKey));
}
