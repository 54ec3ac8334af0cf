import { z } from "zod";
import { numberField } from "../../../core/schema/fields";

/** `budget`: what the platform is expected to cost at most. */
export function budgetSection() {
  return z.strictObject({
    monthlyUsd: numberField(1, 100_000_000, {
      description:
        "USD a month. The plan warns where it expects more, at list prices of us-east-1 and without what only use decides. It stops nothing.",
      example: 2000,
      default: "no budget",
    }),
  });
}

/** A budget as the settings hold it. */
export type BudgetSettings = z.output<ReturnType<typeof budgetSection>>;
