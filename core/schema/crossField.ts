import type { Issue } from "./issue";
import type { SchemaIssue } from "./schemaIssues";
import { valueAt } from "./walk";

/** Fields that are right alone and wrong together, or together with what is around them. */
export interface CrossFieldCheck<Value, Place> {
  /** Paths, as in `cluster.systemNodes.minimum`: it is not judged where one of these is wrong in itself. */
  readonly reads: readonly string[];
  /** What is wrong; the first of `reads` is where it is reported unless the issue says otherwise. */
  find(value: Value, place: Place): readonly CrossFieldIssue[];
}

export type CrossFieldIssue = Pick<Issue, "message" | "fix"> & { readonly path?: Issue["path"] };

export function issueIf(wrong: boolean, issue: CrossFieldIssue): readonly CrossFieldIssue[] {
  return wrong ? [issue] : [];
}

/**
 * What the checks find.
 *
 * @param value Checked, with an example in each wrong place.
 * @param raw As it was written.
 * @param wrong What is wrong in itself.
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

/** Whether the first path is the second or leads to it. */
function isAbove(path: readonly PropertyKey[], below: readonly PropertyKey[]): boolean {
  return path.every((key, index) => key === below[index]);
}
