import { UserError } from "../../core/errors/userError";

/** One thing that is wrong with the settings. */
export interface SettingsIssue {
  /** Where: keys and indexes below the project's namespace. */
  readonly path: readonly PropertyKey[];
  /** What stands there; undefined where nothing does or where it must not be shown. */
  readonly value?: unknown;
  /** What is wrong, after "`path` is `value`: it …". */
  readonly message: string;
  /** What to do. */
  readonly fix: string;
}

/** All that is wrong with a stack's settings. Pulumi prints its message without a stack trace. */
export class SettingsError extends UserError {
  override readonly name = "SettingsError";

  constructor(
    /** Where the settings were read: `Pulumi.dev.yaml`. */
    readonly source: string,
    readonly issues: readonly SettingsIssue[],
  ) {
    super(formatIssues(source, issues));
  }
}

/** Writes a path the way that the stack's file spells it: `mlops:cluster.publicAccessCidrs[0]`. */
export function formatPath(path: readonly PropertyKey[]): string {
  const steps = path.map((key, index) => {
    if (typeof key === "number") return `[${key}]`;
    return index === 0 ? String(key) : `.${String(key)}`;
  });
  return `mlops:${steps.join("")}`;
}

function formatIssues(source: string, issues: readonly SettingsIssue[]): string {
  const count = issues.length === 1 ? "1 problem" : `${issues.length} problems`;
  const blocks = issues.map(({ path, value, message, fix }) => {
    const shown = value === undefined ? "" : ` = ${formatValue(value)}`;
    return `  ${formatPath(path)}${shown}\n    ${message}\n    fix: ${fix}`;
  });
  return [`${source} has ${count}:`, ...blocks].join("\n\n");
}

const longestValue = 80;

function formatValue(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
