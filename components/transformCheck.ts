import { reportAfterProgram } from "../core/errors/afterProgram";
import { type CustomKind, type TransformedType, type UnknownInput, unknownInputs } from "../core/graph/inputNames";
import { formatPath, type Issue } from "../core/schema/issue";

/** Resources with the same problems, until they are reported. */
const pending = new Map<string, string[]>();

/**
 * Reports the inputs of a transformed resource that its type does not have. The program goes on and fails after it has
 * run, with one report for all resources that have the same problems.
 */
export function checkInputs(type: TransformedType | CustomKind, name: string, inputs: object): void {
  const unknown = unknownInputs(type, inputs);
  if (unknown.length === 0) return;
  const key = JSON.stringify([type, unknown]);
  const names = pending.get(key);
  if (names) {
    names.push(name);
    return;
  }
  const all = [name];
  pending.set(key, all);
  reportAfterProgram(() => {
    pending.delete(key);
    return { source: `The transform of ${titleOf(all)} (${type})`, issues: unknown.map(issue), formatPath };
  });
}

function titleOf([first = "", ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

/** The value is not shown, because it may be a secret. */
function issue({ path, suggestion }: UnknownInput): Issue {
  const meant = suggestion !== undefined && formatPath([...path.slice(0, -1), suggestion]);
  return {
    path,
    message: "is not a property of the resource",
    fix: meant ? `did you mean ${meant}?` : "remove it, or use a property of the resource type",
  };
}
