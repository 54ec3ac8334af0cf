import { type Difference, differences, pathText } from "../../core/changes/differences";
import { outputShapes } from "../../core/graph/outputShapes";
import { isJsonObject, type Json, type JsonObject, sortKeys } from "../../core/json/json";
import { objectOf, textsOf } from "../../core/json/reading";
import { replacesOnChange } from "./replacing";
import type { Account, SimulatedType } from "./resourceType";
import { simulatedType } from "./types/table";
import { defaultsKey, plainObject, unknownValue } from "./wireValues";

/** The differences of a resource, in the form that the engine expects. */
export interface ResourceDiff {
  readonly changes: readonly Change[];
  readonly deleteBeforeReplace: boolean;
}

export interface Change {
  readonly path: string;
  /** First part of the path. */
  readonly property: string;
  readonly kind: "add" | "delete" | "update";
  readonly replaces: boolean;
  /** True if an input differs, false if only the cloud's state differs. */
  readonly input: boolean;
}

export interface DiffRequest {
  readonly type: string;
  /** All properties in Pulumi's state. */
  readonly olds: JsonObject;
  readonly oldInputs: JsonObject;
  readonly news: JsonObject;
  readonly account: Account;
}

/** Compares the program's inputs with the existing resource. */
export function diffResource({ type, olds, oldInputs, news, account }: DiffRequest): ResourceDiff {
  const simulated = simulatedType(type);
  const state = plainObject(olds);
  const before = asDocuments(plainObject(oldInputs));
  const after = asDocuments(plainObject(news));
  const found = differences(...comparable(type, before, after, asDocuments(state))).map((difference) =>
    change(type, difference),
  );
  const tags = tagDifference(type, state, after, account);
  const changes = tags ? [...found, tags] : found;
  return {
    changes,
    deleteBeforeReplace: changes.some((one) => one.replaces) && waitsForDeletion(simulated, before, news, after),
  };
}

/** Returns all tags of a resource: the provider's default tags, overridden by the resource's own. */
export function allTags({ defaultTags }: Account, inputs: JsonObject): JsonObject {
  const { tags } = inputs;
  return { ...defaultTags, ...objectOf(tags) };
}

/** Whether a type has tags, according to the provider's type declarations. */
export function isTaggable(type: string): boolean {
  const shape = outputShapes[type];
  return shape !== undefined && typeof shape === "object" && "tagsAll" in shape;
}

/**
 * Whether AWS keeps the value of an input that the program no longer sets. It does if the input has an output that is
 * always set, according to the provider's type declarations. Values of other inputs are removed.
 */
export function isKept(type: string, input: string): boolean {
  const shape = outputShapes[type];
  return shape !== undefined && typeof shape === "object" && input in shape;
}

/**
 * Returns the inputs before and after, without those that need no comparison: inputs that are no longer set and whose
 * value AWS keeps, inputs whose absence means the same, and inputs that are newly set to the existing value.
 */
function comparable(type: string, before: JsonObject, after: JsonObject, state: JsonObject): [JsonObject, JsonObject] {
  const dropped = Object.keys(before).filter(
    (key) => after[key] === undefined && (isKept(type, key) || isEmptyValue(before[key])),
  );
  const adopted = Object.keys(after).filter(
    (key) => before[key] === undefined && (isEmptyValue(after[key]) || sameJson(after[key], state[key])),
  );
  return [without(before, [defaultsKey, ...dropped]), without(after, [defaultsKey, ...adopted])];
}

function change(type: string, difference: Difference): Change {
  const { path, before, after } = difference;
  return {
    path: pathText(path),
    property: String(path[0]),
    kind: before === undefined ? "add" : after === undefined ? "delete" : "update",
    replaces: replacesOnChange(type, difference),
    input: true,
  };
}

/** Returns the change of default tags. They are not among the inputs, so they are compared with the cloud's state. */
function tagDifference(type: string, state: JsonObject, after: JsonObject, account: Account): Change | undefined {
  if (!isTaggable(type) || JSON.stringify(after.tags ?? null).includes(unknownValue)) return undefined;
  if (sameJson(objectOf(state, "tagsAll"), allTags(account, after))) return undefined;
  return { path: "tagsAll", property: "tagsAll", kind: "update", replaces: false, input: false };
}

/** Whether the old resource must be deleted first: a fixed name is in use until then. */
function waitsForDeletion(simulated: SimulatedType, before: JsonObject, news: JsonObject, after: JsonObject): boolean {
  if (simulated.deleteBeforeReplace) return true;
  if (!simulated.name) return false;
  const property = simulated.name.property ?? "name";
  const automatic = textsOf(news, defaultsKey).includes(property);
  return !automatic && after[property] !== undefined && after[property] === before[property];
}

/** Normalizes JSON in text, because AWS and programs order its keys differently. */
function asDocuments(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asDocument(inner)]));
}

function asDocument(value: Json): Json {
  if (typeof value !== "string" || !value.startsWith("{")) return value;
  try {
    const parsed: Json = JSON.parse(value);
    return JSON.stringify(sortKeys(parsed));
  } catch {
    return value;
  }
}

function isEmptyValue(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isJsonObject(value)) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === false || value === "" || value === 0;
}

function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(sortKeys(one ?? null)) === JSON.stringify(sortKeys(other ?? null));
}

function without(value: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
