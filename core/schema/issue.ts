import { Output } from "@pulumi/pulumi";

/** One thing that is wrong with settings or arguments. */
export interface Issue {
  /** Where: keys and indexes. */
  readonly path: readonly PropertyKey[];
  /** What stands there; undefined where nothing does or where it must not be shown. */
  readonly value?: unknown;
  /** What is wrong: completes "`path` …". */
  readonly message: string;
  /** What to do. */
  readonly fix: string;
}

/** Where something is wrong, and everything that is. */
export interface IssueReport {
  /** Whose issues: `Pulumi.dev.yaml`, `TrainingJob "mnist"`. */
  readonly source: string;
  readonly issues: readonly Issue[];
  readonly formatPath: (path: readonly PropertyKey[]) => string;
}

/** Writes a path as code does: `canary[0].model.version`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? String(key) : `.${String(key)}`))
    .join("");
}

/** One block an issue, below a line that counts them. */
export function formatReport({ source, issues, formatPath: writePath }: IssueReport): string {
  const count = issues.length === 1 ? "1 problem" : `${issues.length} problems`;
  const blocks = issues.map(({ path, value, message, fix }) => {
    const shown = value === undefined ? "" : ` = ${formatValue(value)}`;
    return `  ${writePath(path)}${shown}\n    ${message}\n    fix: ${fix}`;
  });
  return [`${source} has ${count}:`, ...blocks].join("\n\n");
}

const longestValue = 80;

function formatValue(value: unknown): string {
  const text = valueText(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

/** Without the content of functions, outputs and instances of classes: it may be secret, endless, or the whole platform. */
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

/** Whether a value is an object of keys: no list, and no instance of a class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
