import { differences, pathText } from "../../core/changes/differences";
import { compareText, isJsonObject, type Json, type JsonObject, sortKeys } from "../../core/json/json";

/** An intended rename: a text of the earlier plan and its replacement. */
export interface Replacement {
  /** A regular expression. */
  readonly pattern: string;
  readonly by: string;
  /** Why it was changed. */
  readonly why: string;
}

/** Lists of a plan whose items have a URN, with the keys that distinguish items with the same URN. */
const lists: Readonly<Record<string, readonly string[]>> = {
  resources: ["urn"],
  verdicts: ["urn", "rule", "message"],
};

/**
 * Returns the differences between two plans' JSON other than renames, one line each, as
 * `<list> <key> at <path>: <before> -> <after>`. Source positions are not compared, and verdicts that pass are not
 * compared either, because newer plans only count them.
 */
export function planDifferences(before: string, after: string, renames: readonly Replacement[]): string[] {
  const renamed = renames.reduce((text, { pattern, by }) => text.replace(new RegExp(pattern, "g"), by), before);
  const [one, other] = [comparable(JSON.parse(renamed)), comparable(JSON.parse(after))];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort(compareText);
  return keys.flatMap((key) => {
    const [old, now] = [one[key], other[key]];
    if (old === undefined || now === undefined) return [`${key}: ${old === undefined ? "is new" : "is gone"}`];
    return differences(old, now).map(({ path, before: was, after: is }) => {
      const at = path.length === 0 ? key : `${key} at ${pathText(path)}`;
      return `${at}: ${shown(was)} -> ${shown(is)}`;
    });
  });
}

/** Returns a plan with its items by key, so that their order does not matter. */
function comparable(plan: Json): JsonObject {
  if (!isJsonObject(plan)) throw new Error("a plan must be an object");
  const { verdictCounts: _, ...whole } = plan;
  const named = Object.entries(lists).flatMap(([list, keys]): [string, Json][] => {
    const items = whole[list];
    return Array.isArray(items) ? items.filter(isJsonObject).flatMap((item) => keyed(list, keys, item)) : [];
  });
  const rest = Object.entries(whole).filter(([key]) => !(key in lists));
  return Object.fromEntries([...named, ...rest.map(([key, value]): [string, Json] => [key, sorted(value)])]);
}

function keyed(list: string, keys: readonly string[], item: JsonObject): [string, Json][] {
  if (list === "verdicts" && item.status === "pass") return [];
  const { source: _, ...known } = item;
  return [[`${list} ${keys.map((key) => String(item[key])).join(" ")}`, sorted(known)]];
}

/** Sorts keys, and lists of texts and objects, because URNs have another order after a rename. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) {
    const inner = value.map(sorted);
    return inner.every((item) => typeof item === "string" || isJsonObject(item))
      ? inner.sort((one, other) => compareText(textOf(one), textOf(other)))
      : inner;
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)]));
}

function textOf(value: Json): string {
  return JSON.stringify(sortKeys(value));
}

const longest = 160;

function shown(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
