import type { CrossFieldCheck } from "../../core/schema/crossField";
import type { Settings } from "./schema";

/** Facts outside the settings that cross-field checks use. */
export interface SettingsPlace {
  /** Name of the stack. */
  readonly stack: string;
  /**
   * Names of the guardrails: each waiver must name one. "unchecked" skips that check, for callers without the rules.
   * The program always passes the names.
   */
  readonly ruleNames: readonly string[] | "unchecked";
}

/** A check that rejects combinations of settings that are valid on their own. Paths have no `mlops:` prefix. */
export type SettingsCheck = CrossFieldCheck<Settings, SettingsPlace>;
