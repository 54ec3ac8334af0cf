import { UserError } from "../../core/errors/userError";
import { type Dialect, typeNames } from "../../core/schema/dialect";
import { formatPath, formatReport, type Issue } from "../../core/schema/issue";

/** Wording of messages about settings. Paths are written as in the stack's file. */
export const settingsDialect: Dialect = {
  noun: "setting",
  formatPath: (path) => `mlops:${formatPath(path)}`,
  typeNames: { ...typeNames, null: "empty", object: "a set of keys", record: "a set of keys" },
  objectFix: "write its keys below it, one on each line: see docs/settings.md",
};

/** All problems of a stack's settings. Pulumi prints its message without a stack trace. */
export class SettingsError extends UserError {
  override readonly name = "SettingsError";

  constructor(
    /** File that holds the settings: `Pulumi.dev.yaml`. */
    readonly source: string,
    readonly issues: readonly Issue[],
  ) {
    super(formatReport({ source, issues, formatPath: settingsDialect.formatPath }));
  }
}
