import { createHash } from "node:crypto";
import { type OutputShape, outputShapes } from "../../core/graph/outputShapes";
import { isJsonObject, type Json, type JsonObject, sortKeys } from "../../core/json/json";
import { textOrEmpty } from "../../core/json/reading";
import { allTags, isKept, isTaggable } from "./diffing";
import type { CloudResource, ControlPlane, Facts } from "./resourceType";
import type { CloudStore } from "./store";
import { simulatedType } from "./types/table";
import { defaultsKey, objectWithDefaults, plainObject, unknownValue } from "./wireValues";

/** The fixed data of a resource. */
export type Identity = Pick<CloudResource, "id" | "seed" | "revision" | "createdAt" | "modifiedAt" | "readyAt">;

/** Returns the data for the functions of a type. */
export function factsOf(
  type: string,
  inputs: JsonObject,
  { seed, ...identity }: Identity,
  store: CloudStore,
  controlPlane: () => ControlPlane,
): Facts {
  const hex = (label: string, length: number) =>
    createHash("sha256").update(`${seed} ${label}`).digest("hex").slice(0, length);
  const known = plainObject(inputs);
  const property = simulatedType(type).name?.property ?? "name";
  const prefix = textOrEmpty(known, `${property}Prefix`);
  const name = textOrEmpty(known, property) || (prefix && `${prefix}${hex("name", 26)}`);
  return { ...identity, name, inputs: known, account: store.account, cloud: store, controlPlane, hex };
}

/** Returns all properties: the program's inputs in wire format, and the values of the cloud. */
export function stateOf(type: string, inputs: JsonObject, facts: Facts): JsonObject {
  const simulated = simulatedType(type);
  const computed: JsonObject = {
    ...simulated.outputs?.(facts),
    ...(simulated.name && { [simulated.name.property ?? "name"]: facts.name }),
    ...(simulated.arn && { arn: simulated.arn(facts) }),
    ...(hasRegion(type) && { region: facts.account.region }),
  };
  const tags = isTaggable(type) && { tagsAll: allTags(facts.account, facts.inputs) };
  return { ...objectWithDefaults(withoutDefaultsKey(inputs), computed), ...tags };
}

/** Returns a resource before its creation. Values of the cloud are unknown, as for the real provider. */
export function previewState(type: string, inputs: JsonObject, facts: Facts): JsonObject {
  const { tagsAll: _, ...shape } = shapeProperties(outputShapes[type]);
  const given = withoutDefaultsKey(inputs);
  const filled = Object.entries(shape).map(([key, inner]): [string, Json] => [key, fill(inner, given[key])]);
  return {
    ...given,
    ...Object.fromEntries(filled),
    ...(hasRegion(type) && given.region === undefined && { region: facts.account.region }),
    ...(isTaggable(type) && { tagsAll: allTags(facts.account, facts.inputs) }),
  };
}

/** A text with an unknown part is unknown. */
export function unknownWhereTouched(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withUnknown(inner)]));
}

function withUnknown(value: Json): Json {
  if (typeof value === "string") return value.includes(unknownValue) ? unknownValue : value;
  if (Array.isArray(value)) return value.map(withUnknown);
  return isJsonObject(value) ? unknownWhereTouched(value) : value;
}

/** Returns the inputs of an update. Values that the program does not set and AWS keeps stay unchanged. */
export function keptInputs(type: string, before: JsonObject, news: JsonObject): JsonObject {
  const carried = Object.entries(before).filter(([key]) => isKept(type, key) && news[key] === undefined);
  return { ...Object.fromEntries(carried), ...withoutDefaultsKey(news) };
}

/** Whether more than tags changes. A change of tags creates no new version. */
export function changesMoreThanTags(before: JsonObject, after: JsonObject): boolean {
  const text = ({ tags: _, ...rest }: JsonObject) => JSON.stringify(sortKeys(rest));
  return text(withoutDefaultsKey(before)) !== text(withoutDefaultsKey(after));
}

export function withoutDefaultsKey(inputs: JsonObject): JsonObject {
  const { [defaultsKey]: _, ...rest } = inputs;
  return rest;
}

function hasRegion(type: string): boolean {
  return "region" in shapeProperties(outputShapes[type]);
}

function fill(shape: OutputShape, given: Json | undefined): Json {
  if (given === undefined) return unknownValue;
  if (!isJsonObject(given) || Object.keys(shapeProperties(shape)).length === 0) return given;
  const filled = Object.entries(shapeProperties(shape)).map(([key, inner]): [string, Json] => [
    key,
    fill(inner, given[key]),
  ]);
  return { ...given, ...Object.fromEntries(filled) };
}

function shapeProperties(shape: OutputShape | undefined): { readonly [property: string]: OutputShape } {
  return isProperties(shape) ? shape : {};
}

function isProperties(shape: OutputShape | undefined): shape is { readonly [property: string]: OutputShape } {
  return typeof shape === "object" && !Array.isArray(shape);
}
