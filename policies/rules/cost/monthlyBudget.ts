import { stackType } from "../../../core/graph/registration";
import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "monthly-budget",
  title: "The expected monthly cost of the platform is within its budget",
  severity: "medium",
  why: "A larger instance type or one more zone is merged on Monday and first noticed on the bill a month later.",
  fix: "reduce the items that npm run plan lists under cost, or raise mlops:budget.monthlyUsd",
  references: [{ name: "EKS best practices: Creating billing alarms" }],
  enforcement: "advisory",
  onlyAtPlan: true,
  reads: ["monthlyBudgetUsd", "expectedMonthlyUsd"],
  types: [stackType],
  check: (_, __, { monthlyBudgetUsd, expectedMonthlyUsd }) => {
    if (monthlyBudgetUsd === undefined || expectedMonthlyUsd === undefined) return [];
    return expectedMonthlyUsd > monthlyBudgetUsd
      ? [{ problem: "should not have a higher expected monthly cost than mlops:budget.monthlyUsd" }]
      : [];
  },
});
