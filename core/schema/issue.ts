import { Output } from "@pulumi/pulumi";

/** A problem in settings or arguments. */
export interface Issue {
  /** Keys and indexes that lead to the value. */
  readonly path: readonly PropertyKey[];
  /** The invalid value. Undefined if it is missing or must not be shown. */
  readonly value?: unknown;
  /** Describes the problem: completes "`path` …". */
  readonly message: string;
  /** How to fix it, as an imperative. */
  readonly fix: string;
}

/** All issues of one source. */
export interface IssueReport {
  /** The source: `Pulumi.dev.yaml`, `TrainingJob "mnist"`. */
  readonly source: string;
  readonly issues: readonly Issue[];
  readonly formatPath: (path: readonly PropertyKey[]) => string;
}

/** Formats a path like code: `canary[0].model.version`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? String(key) : `.${String(key)}`))
    .join("");
}

/** Formats issues as one block each, below a line with their number. */
export function formatReport({ source, issues, formatPath: writePath }: IssueReport): string {
  const count = issues.length === 1 ? "1 problem" : `${issues.length} problems`;
  const blocks = issues.map(({ path, value, message, fix }) => {
    const shown = value === undefined ? "" : ` = ${formatValue(value)}`;
    return `  ${writePath(path)}${shown}\n    ${message}\n    fix: ${fix}`;
  });
  return [`${source} has ${count}:`, ...blocks].join("\n\n");
}

/** Formats an issue that does not stop the program as one line. */
export function formatWarning(source: string, { path, value, message, fix }: Issue): string {
  const shown = value === undefined ? "" : ` = ${formatValue(value)}`;
  return `${source}: ${formatPath(path)}${shown} ${message} (fix: ${fix})`;
}

const longestValue = 80;

function formatValue(value: unknown): string {
  const text = valueText(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

/**
 * Formats a value. Functions, outputs and instances of classes are not shown, because they may be secret or very large.
 */
function valueText(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? `a ${typeof value}`;
  if (Array.isArray(value)) return `[${value.map(valueText).join(",")}]`;
  if (Output.isInstance(value)) return "an output";
  if (!isPlainObject(value)) return `an instance of ${value.constructor?.name ?? "a class"}`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${valueText(inner)}`)
    .join(",")}}`;
}

/** Returns whether a value is a plain object: not a list, and not an instance of a class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
