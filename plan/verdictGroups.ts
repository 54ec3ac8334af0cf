import { breaks, type Verdict } from "../policies/verdict";

/** Verdicts that a reader is to see, by what they ask of them. Those that passed are counted. */
export const verdictGroups = [
  { name: "broken", title: "Broken guardrails", open: true, holds: breaks },
  { name: "warning", title: "Warnings of guardrails", open: true, holds: (one) => isFailed(one) && !breaks(one) },
  { name: "waived", title: "Waived", open: false, holds: ({ status }) => status === "waived" },
  {
    name: "deferred",
    title: "Judged later, by another gate",
    open: false,
    holds: ({ status }) => status === "deferred",
  },
] as const satisfies readonly {
  readonly name: string;
  readonly title: string;
  /** Whether it is shown unasked. */
  readonly open: boolean;
  readonly holds: (verdict: Pick<Verdict, "status" | "enforcement">) => boolean;
}[];

function isFailed({ status }: Pick<Verdict, "status">): boolean {
  return status === "fail" || status === "error";
}
