import { stackType } from "../../../core/graph/registration";
import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "monthly-budget",
  title: "The platform is expected to cost no more than its budget",
  severity: "medium",
  why: "A pool of larger machines, or one more zone, is merged on Monday and first seen on the bill a month later.",
  fix: "lower what npm run plan lists under cost, or raise mlops:budget.monthlyUsd",
  references: [{ name: "EKS best practices: Creating billing alarms" }],
  enforcement: "advisory",
  onlyAtPlan: true,
  reads: ["monthlyBudgetUsd", "expectedMonthlyUsd"],
  types: [stackType],
  check: (_, __, { monthlyBudgetUsd, expectedMonthlyUsd }) => {
    if (monthlyBudgetUsd === undefined || expectedMonthlyUsd === undefined) return [];
    return expectedMonthlyUsd > monthlyBudgetUsd
      ? [{ problem: "is expected to cost more a month than its budget" }]
      : [];
  },
});
