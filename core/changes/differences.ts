import { compareText, isJsonObject, type Json, type JsonObject } from "../json/json";

/** A segment of a path: a key, or an index of a list. */
export type Segment = string | number;

/** A value that differs. */
export interface Difference {
  readonly path: readonly Segment[];
  /** Undefined if the value was not set. */
  readonly before: Json | undefined;
  /** The later value, or undefined if it is not set. */
  readonly after: Json | undefined;
}

/**
 * Returns the differences between two values at the deepest keys. Lists are compared element by element if both have
 * the same length and contain objects. Other lists are compared as a whole, because an insertion moves all later
 * elements.
 */
export function differences(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly Segment[] = [],
): Difference[] {
  if (isJsonObject(before) && isJsonObject(after)) {
    return keysOf(before, after).flatMap((key) => differences(before[key], after[key], [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const inside =
      before.length === after.length
        ? before.flatMap((element, index) => differences(element, after[index], [...path, index]))
        : undefined;
    if (inside && (inside.length === 0 || after.every((element) => isJsonObject(element)))) return inside;
    return [{ path, before, after }];
  }
  return before === after ? [] : [{ path, before, after }];
}

/** Formats a path: `scalingConfig.maxSize`, `ingress[0].fromPort`, `metadata.labels["app.kubernetes.io/name"]`. */
export function pathText(path: readonly Segment[]): string {
  return path
    .map((segment, index) => {
      if (typeof segment === "number") return `[${segment}]`;
      if (!/^[\w$-]+$/.test(segment)) return `[${JSON.stringify(segment)}]`;
      return index === 0 ? segment : `.${segment}`;
    })
    .join("");
}

/** Parses the output of `pathText`, and Pulumi's patterns with `*`. */
export function pathPattern(text: string): string[] {
  return [...text.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)].map(
    ([, quoted, bracketed, plain]) => quoted?.replace(/\\(.)/g, "$1") ?? bracketed ?? plain ?? "",
  );
}

/** Returns whether a pattern matches the path or one of its parents. `*` matches one key or index. */
export function covers(pattern: readonly string[], path: readonly Segment[]): boolean {
  return (
    pattern.length <= path.length &&
    pattern.every((segment, index) => segment === "*" || segment === String(path[index]))
  );
}

/** Returns the values at a path of keys, in all items of lists. */
export function valuesAt(value: Json | undefined, keys: readonly string[]): Json[] {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, keys));
  const [key, ...rest] = keys;
  if (key === undefined) return value === undefined ? [] : [value];
  return isJsonObject(value) ? valuesAt(value[key], rest) : [];
}

function keysOf(before: JsonObject, after: JsonObject): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText);
}
