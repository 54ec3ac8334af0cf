import { failsPlan, type Verdict } from "../policies/verdict";

/** The groups in which reports list verdicts. Passed verdicts are only counted. */
export const verdictGroups = [
  { name: "broken", title: "Violations", open: true, holds: failsPlan },
  { name: "warning", title: "Warnings", open: true, holds: (one) => isFailed(one) && !failsPlan(one) },
  { name: "waived", title: "Waived", open: false, holds: ({ status }) => status === "waived" },
  {
    name: "deferred",
    title: "Deferred to a later gate",
    open: false,
    holds: ({ status }) => status === "deferred",
  },
] as const satisfies readonly {
  readonly name: string;
  readonly title: string;
  /** Whether the page shows the group unfolded. */
  readonly open: boolean;
  readonly holds: (verdict: Pick<Verdict, "status" | "enforcement">) => boolean;
}[];

function isFailed({ status }: Pick<Verdict, "status">): boolean {
  return status === "fail" || status === "error";
}
