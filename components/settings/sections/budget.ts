import { z } from "zod";
import { numberField } from "../../../core/schema/fields";

/** `budget`: the expected maximum cost of the platform. */
export function budgetSection() {
  return z.strictObject({
    monthlyUsd: numberField(1, 100_000_000, {
      description:
        "Budget in USD for each month. The plan warns if its estimate is higher. The estimate uses list prices of us-east-1 and excludes costs that depend only on use. The budget blocks nothing.",
      example: 2000,
      default: "no budget",
    }),
  });
}

/** A budget of the settings. */
export type BudgetSettings = z.output<ReturnType<typeof budgetSection>>;
