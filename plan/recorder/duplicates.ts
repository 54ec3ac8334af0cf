import { ArgumentsError } from "../../core/errors/afterProgram";
import type { Registration } from "../../core/graph/registration";
import { formatPath, type Issue, type IssueReport } from "../../core/schema/issue";

/** Two resources with the same URN. */
export interface Duplicate {
  readonly first: Registration;
  readonly second: Registration;
}

/**
 * Returns the error of a program in which resources have the same URN, together with its other mistakes.
 *
 * Pulumi identifies a resource by the types of its parents, its type and its logical name. Children of a repeated
 * component repeat too, and are not named.
 *
 * @param found Not empty.
 * @param failure The error of the program, if it failed.
 */
export function duplicatesError(found: readonly Duplicate[], failure: unknown): unknown {
  if (failure !== undefined && !(failure instanceof ArgumentsError)) return failure;
  const repeated = new Set(found.map(({ first }) => first.urn));
  const topmost = found.filter(({ first }) => first.parent === undefined || !repeated.has(first.parent));
  const reports = topmost.map(duplicateReport);
  return new ArgumentsError([...(failure?.reports ?? []), ...reports]);
}

function duplicateReport({ first, second }: Duplicate): IssueReport {
  const kind = second.type.split(":").at(-1) ?? second.type;
  const issue: Issue = {
    path: [],
    value: second.name,
    message: `must be unique: ${kind} "${first.name}" is declared ${places(first, second)}`,
    fix: "give one of the two another logical name, the first argument, or another parent",
  };
  return {
    source: `${kind} "${second.name}"`,
    issues: [issue],
    formatPath: (path) => formatPath(path) || "logical name",
  };
}

function places({ source: one }: Registration, { source: other }: Registration): string {
  if (one === undefined || other === undefined) return "twice";
  return one === other ? `twice at ${one}` : `at ${one} and at ${other}`;
}
