import { UserError } from "../../core/errors/userError";
import { type Dialect, typeNames } from "../../core/schema/dialect";
import { formatPath, formatReport, type Issue } from "../../core/schema/issue";

/** How messages speak of settings: as the stack's file spells them. */
export const settingsDialect: Dialect = {
  noun: "setting",
  formatPath: (path) => `mlops:${formatPath(path)}`,
  typeNames: { ...typeNames, null: "empty", object: "a set of keys", record: "a set of keys" },
  objectFix: "write its keys below it, each on a line of its own: see docs/settings.md",
};

/** All that is wrong with a stack's settings. Pulumi prints its message without a stack trace. */
export class SettingsError extends UserError {
  override readonly name = "SettingsError";

  constructor(
    /** Where the settings were read: `Pulumi.dev.yaml`. */
    readonly source: string,
    readonly issues: readonly Issue[],
  ) {
    super(formatReport({ source, issues, formatPath: settingsDialect.formatPath }));
  }
}
