import { nearest } from "../../core/text/nearest";
import type { SettingsCheck } from "./settingsCheck";

/** Checks across the settings of guardrails. */
export const guardrailChecks: readonly SettingsCheck[] = [
  {
    reads: ["guardrails.waivers"],
    // A waiver of a misspelt rule would waive nothing, and nobody would know why.
    find: ({ guardrails: { waivers } }, { ruleNames }) => {
      if (ruleNames === "unchecked") return [];
      return waivers.flatMap(({ rule }, index) => {
        if (ruleNames.includes(rule)) return [];
        const meant = nearest(rule, ruleNames);
        return [
          {
            path: ["guardrails", "waivers", index, "rule"],
            message: "is no rule",
            fix: meant ? `did you mean ${meant}?` : "write the name of a rule of docs/rules.md",
          },
        ];
      });
    },
  },
];
