import { z } from "zod";
import { overlaps, parseCidr } from "../../core/network/cidr";
import type { CrossFieldIssue } from "../../core/schema/crossField";
import { unwrap, valueAt } from "../../core/schema/walk";
import type { Settings } from "./schema";
import type { SettingsCheck } from "./settingsCheck";

/** Path of a list of a schema. `*` is any key of a record, such as the name of a pool, and any index of a list. */
export type ListPath = readonly string[];

/** Returns the paths of all lists of a schema, including lists inside elements of other lists. */
export function listPaths(schema: z.core.$ZodType, path: ListPath = []): ListPath[] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape).flatMap(([key, child]) => listPaths(child, [...path, key]));
  }
  if (inner instanceof z.ZodRecord) return listPaths(inner.valueType, [...path, "*"]);
  if (inner instanceof z.ZodArray) return [path, ...listPaths(inner.element, [...path, "*"])];
  return [];
}

/** Rejects repeated entries of every list of the settings, and overlapping blocks in lists of blocks. */
export function listChecks(schema: z.core.$ZodType): SettingsCheck[] {
  return listPaths(schema).flatMap((path) => {
    const wildcard = path.indexOf("*");
    const reads = [(wildcard === -1 ? path : path.slice(0, wildcard)).join(".")];
    return [
      { reads, find: (settings) => listsAt(settings, path).flatMap(repeated) },
      { reads, find: (settings) => listsAt(settings, path).flatMap(overlapping) },
    ];
  });
}

interface List {
  readonly path: readonly PropertyKey[];
  readonly entries: readonly unknown[];
}

function listsAt(settings: Settings, path: ListPath): List[] {
  const paths = path.reduce<PropertyKey[][]>(
    (found, key) => (key === "*" ? found.flatMap((one) => below(settings, one)) : found.map((one) => [...one, key])),
    [[]],
  );
  return paths.flatMap((one) => {
    const entries = valueAt(settings, one);
    return Array.isArray(entries) ? [{ path: one, entries }] : [];
  });
}

function below(settings: Settings, path: readonly PropertyKey[]): PropertyKey[][] {
  const value = valueAt(settings, path);
  if (Array.isArray(value)) return value.map((_, index) => [...path, index]);
  return typeof value === "object" && value !== null ? Object.keys(value).map((key) => [...path, key]) : [];
}

function repeated({ path, entries }: List): CrossFieldIssue[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const text = JSON.stringify(entry);
    if (!seen.has(text)) {
      seen.add(text);
      return [];
    }
    return [{ path: [...path, index], message: "must be listed only once", fix: "remove the repeated entry" }];
  });
}

/**
 * Finds blocks that are part of a larger block of the same list. Two different blocks overlap only in this way, and
 * `repeated` finds equal ones.
 */
function overlapping({ path, entries }: List): CrossFieldIssue[] {
  const blocks = entries.map((entry) => (typeof entry === "string" ? parseCidr(entry) : undefined));
  return blocks.flatMap((block, index) => {
    const other = blocks.findIndex((one, at) => {
      if (!block || !one || at === index || !overlaps(block, one)) return false;
      return one.prefix < block.prefix;
    });
    if (other === -1) return [];
    return [
      {
        path: [...path, index],
        message: `must not be part of ${String(entries[other])}, which is in the same list`,
        fix: `remove it, or remove ${String(entries[other])}`,
      },
    ];
  });
}
