import type { Issue } from "./issue";
import type { SchemaIssue } from "./schemaIssues";
import { valueAt } from "./walk";

/** A check of fields that are valid individually but not in combination, or not in their context. */
export interface CrossFieldCheck<Value, Place> {
  /** Paths, such as `cluster.systemNodes.minimum`. The check does not run if one of these fields is invalid. */
  readonly reads: readonly string[];
  /** Returns the issues. An issue without a path is reported at the first path of `reads`. */
  find(value: Value, place: Place): readonly CrossFieldIssue[];
}

/** An issue of a check. @default path - the first path of `reads` */
export type CrossFieldIssue = Pick<Issue, "message" | "fix"> & { readonly path?: Issue["path"] };

/** Returns the issue in a list if `wrong` is true, otherwise an empty list. */
export function issueIf(wrong: boolean, issue: CrossFieldIssue): readonly CrossFieldIssue[] {
  return wrong ? [issue] : [];
}

/**
 * Returns the issues that the checks find.
 *
 * @param value Parsed value, in which examples replace invalid fields.
 * @param raw Value as the user wrote it.
 * @param wrong Issues of individual fields.
 */
export function crossFieldIssues<Value, Place>(
  checks: readonly CrossFieldCheck<Value, Place>[],
  { value, place, raw, wrong }: { value: Value; place: Place; raw: unknown; wrong: readonly SchemaIssue[] },
): Issue[] {
  const places = wrong.flatMap(({ path, meant }) => (meant ? [path, meant] : [path]));
  const isWrong = (field: readonly string[]) => places.some((path) => isAbove(path, field) || isAbove(field, path));
  return checks.flatMap((check) => {
    const read = check.reads.map((path) => path.split("."));
    if (read.some(isWrong)) return [];
    return check.find(value, place).map((issue) => {
      const path = issue.path ?? read[0] ?? [];
      return { ...issue, path, value: valueAt(raw, path) ?? valueAt(value, path) };
    });
  });
}

/** Returns whether the first path equals the second or is a parent of it. */
function isAbove(path: readonly PropertyKey[], below: readonly PropertyKey[]): boolean {
  return path.every((key, index) => key === below[index]);
}
