import { nearest } from "../../core/text/nearest";
import type { SettingsCheck } from "./settingsCheck";

/** Cross-field checks of `guardrails`. */
export const guardrailChecks: readonly SettingsCheck[] = [
  {
    reads: ["guardrails.waivers"],
    // Without this check, a waiver with a misspelled rule would have no effect and no message.
    find: ({ guardrails: { waivers } }, { ruleNames }) => {
      if (ruleNames === "unchecked") return [];
      return waivers.flatMap(({ rule }, index) => {
        if (ruleNames.includes(rule)) return [];
        const meant = nearest(rule, ruleNames);
        return [
          {
            path: ["guardrails", "waivers", index, "rule"],
            message: "must be the name of a guardrail",
            fix: meant ? `did you mean ${meant}?` : "use a name from docs/rules.md",
          },
        ];
      });
    },
  },
];
