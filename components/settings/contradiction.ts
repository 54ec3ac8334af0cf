import type { SettingsIssue } from "./issues";
import type { Settings } from "./schema";

/** A path below the project's namespace, as in messages: `cluster.systemNodes.minimum`. */
type SettingPath = string;

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

/** Two settings that are right alone and wrong together. */
export interface Contradiction {
  /** What it looks at: it is not judged where one of these is wrong in itself. */
  readonly reads: readonly SettingPath[];
  /** What is wrong; the first of `reads` is where it is reported unless the issue says otherwise. */
  find(settings: Settings, place: SettingsPlace): readonly ContradictionIssue[];
}

export type ContradictionIssue = Pick<SettingsIssue, "message" | "fix"> & { readonly path?: SettingsIssue["path"] };

export function issueIf(wrong: boolean, issue: ContradictionIssue): readonly ContradictionIssue[] {
  return wrong ? [issue] : [];
}
