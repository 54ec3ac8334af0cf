import { covers, type Difference, pathPattern, pathText, type Segment } from "../../core/changes/differences";
import { forcesReplacement, type Replaces, worst } from "../../core/changes/replaces";
import { unknownsIn } from "../../core/graph/tokens";
import { isJsonObject, type Json } from "../../core/json/json";
import type { Pair } from "./pairs";

/** A resource in both plans, with what differs. */
export interface Update extends Pair {
  readonly differences: readonly Difference[];
  readonly replaces: Replaces;
}

interface Reference {
  readonly update: Update;
  readonly path: readonly Segment[];
  readonly value: Json;
}

/**
 * Adds what follows from replacements: a new network has a new id, and its subnets' `vpcId` changes though the program
 * says the same as before. Whether they are replaced in turn is unknown: an output may come out the same.
 */
export function withFollowers(updates: readonly Update[]): Update[] {
  const replaced = updates.filter(({ replaces }) => replaces === "yes").map(({ after }) => after.urn);
  if (replaced.length === 0) return [...updates];
  const references = referencesByUrn(updates);
  const current = new Map(updates.map((update) => [update.after.urn, update]));
  const reached = new Set(replaced);
  for (const urn of reached) {
    for (const { update, path, value } of references.get(urn) ?? []) {
      const known = current.get(update.after.urn) ?? update;
      const forced = forcesReplacement(update.after, path);
      current.set(update.after.urn, follow(known, { path, before: value, after: value }, forced));
      if (forced) reached.add(update.after.urn);
    }
  }
  return [...current.values()];
}

function follow(update: Update, followed: Difference, forced: boolean): Update {
  const told = update.differences.some(({ path }) => pathText(path) === pathText(followed.path));
  return {
    ...update,
    differences: told ? update.differences : [...update.differences, followed],
    replaces: forced ? worst([update.replaces, "unknown"]) : update.replaces,
  };
}

function referencesByUrn(updates: readonly Update[]): ReadonlyMap<string, readonly Reference[]> {
  const references = new Map<string, Reference[]>();
  for (const update of updates) {
    const ignored = update.after.options.ignoreChanges.map(pathPattern);
    for (const { path, value } of texts(update.after.inputs, [])) {
      if (ignored.some((pattern) => covers(pattern, path))) continue;
      for (const urn of new Set(unknownsIn(JSON.stringify(value)).map((unknown) => unknown.urn))) {
        references.set(urn, [...(references.get(urn) ?? []), { update, path, value }]);
      }
    }
  }
  return references;
}

/** Values with tokens. A list of texts is one value, as it is in `differences`. */
function texts(value: Json, path: readonly Segment[]): { path: readonly Segment[]; value: Json }[] {
  if (isJsonObject(value)) return Object.entries(value).flatMap(([key, inner]) => texts(inner, [...path, key]));
  if (Array.isArray(value) && value.some(isJsonObject)) {
    return value.flatMap((element, index) => texts(element, [...path, index]));
  }
  return JSON.stringify(value).includes("[unknown:") ? [{ path, value }] : [];
}
