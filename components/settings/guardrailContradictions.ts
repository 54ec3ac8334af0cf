import { ruleNames } from "../../policies/catalogue";
import type { Contradiction } from "./contradiction";
import { nearest } from "./nearest";

/** Contradictions of guardrails. */
export const guardrailContradictions: readonly Contradiction[] = [
  {
    reads: ["guardrails.waivers"],
    // A waiver of a misspelt rule would waive nothing, and nobody would know why.
    find: ({ guardrails: { waivers } }) => {
      if (waivers.length === 0) return [];
      const names = ruleNames();
      return waivers.flatMap(({ rule }, index) => {
        if (names.includes(rule)) return [];
        const meant = nearest(rule, names);
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
