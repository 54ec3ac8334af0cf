import type { CrossFieldCheck } from "../../core/schema/crossField";
import type { Settings } from "./schema";

/** What settings are checked against, beside each other. */
export interface SettingsPlace {
  /** Name of the stack. */
  readonly stack: string;
  /**
   * Names of the guardrails, one of which each waiver must name. "unchecked" for whoever has no rules at hand: the program
   * itself always has.
   */
  readonly ruleNames: readonly string[] | "unchecked";
}

/** Settings that are right alone and wrong together. Paths are below the project's namespace. */
export type SettingsCheck = CrossFieldCheck<Settings, SettingsPlace>;
