import { changedOutputs } from "../../core/changes/changingOutputs";
import { covers, type Difference, pathPattern, pathText, type Segment } from "../../core/changes/differences";
import { forcesReplacement, type Replaces, worst } from "../../core/changes/replaces";
import { unknownsIn } from "../../core/graph/tokens";
import { isJsonObject, type Json } from "../../core/json/json";
import type { Pair } from "./pairs";

/** A resource in both plans, with its differences. */
export interface Update extends Pair {
  readonly differences: readonly Difference[];
  readonly replaces: Replaces;
}

/** A place in a resource's inputs that holds an output of another resource. */
interface Reference {
  readonly update: Update;
  readonly path: readonly Segment[];
  readonly value: Json;
  /** The output's name, without what follows in its path. */
  readonly output: string;
}

/**
 * Adds the changes that follow from others, although the inputs in the program are equal: a replaced network has a new
 * id, so `vpcId` of its subnets changes; an updated launch template has a new `latestVersion`, so the `launchTemplate`
 * of its node groups changes. Whether a replacement follows is unknown: an output may keep its value.
 */
export function withFollowers(updates: readonly Update[]): Update[] {
  const current = new Map(updates.map((update) => [update.after.urn, update]));
  let changed = new Map(updates.map((update) => [update.after.urn, outputsOf(update, update.replaces === "yes")]));
  changed = new Map([...changed].filter(([, outputs]) => outputs === "all" || outputs.size > 0));
  if (changed.size === 0) return [...updates];
  const references = referencesByUrn(updates);
  const waiting = [...changed.keys()];
  for (let urn = waiting.shift(); urn !== undefined; urn = waiting.shift()) {
    const outputs = changed.get(urn) ?? new Set<string>();
    for (const { update, path, value, output } of references.get(urn) ?? []) {
      if (outputs !== "all" && !outputs.has(output)) continue;
      const forced = forcesReplacement(update.after, path);
      const followed = follow(current.get(update.after.urn) ?? update, { path, before: value, after: value }, forced);
      current.set(update.after.urn, followed);
      const known = changed.get(update.after.urn);
      const more = outputsOf(followed, forced);
      if (!isMore(more, known)) continue;
      changed.set(
        update.after.urn,
        more === "all" || known === undefined || known === "all" ? more : union(known, more),
      );
      waiting.push(update.after.urn);
    }
  }
  return [...current.values()];
}

type Outputs = "all" | ReadonlySet<string>;

function outputsOf({ after, differences }: Update, replaced: boolean): Outputs {
  return replaced ? "all" : changedOutputs(after.type, differences);
}

function isMore(outputs: Outputs, known: Outputs | undefined): boolean {
  if (known === "all") return false;
  if (outputs === "all") return true;
  return [...outputs].some((output) => !known?.has(output));
}

function union(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...one, ...other]);
}

function follow(update: Update, followed: Difference, forced: boolean): Update {
  const known = update.differences.some(({ path }) => pathText(path) === pathText(followed.path));
  return {
    ...update,
    differences: known ? update.differences : [...update.differences, followed],
    replaces: forced ? worst([update.replaces, "unknown"]) : update.replaces,
  };
}

function referencesByUrn(updates: readonly Update[]): ReadonlyMap<string, readonly Reference[]> {
  const references = new Map<string, Reference[]>();
  for (const update of updates) {
    const ignored = update.after.options.ignoreChanges.map(pathPattern);
    for (const { path, value } of texts(update.after.inputs, [])) {
      if (ignored.some((pattern) => covers(pattern, path))) continue;
      for (const { urn, property } of unknownsIn(JSON.stringify(value))) {
        const output = property.split(".")[0] ?? property;
        const known = references.get(urn) ?? [];
        if (known.some((one) => one.path === path && one.output === output)) continue;
        references.set(urn, [...known, { update, path, value, output }]);
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
