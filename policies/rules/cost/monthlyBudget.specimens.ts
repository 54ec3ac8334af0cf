import { resource, specimens } from "../../specimen";
import { database } from "../../specimens/data";
import { rule } from "./monthlyBudget";

const platform = [resource("pulumi:pulumi:Stack", "mlops-prod", {}), ...database()];

export default specimens(rule, {
  passing: [
    { of: "a platform within its budget", stack: platform },
    { of: "a platform without one", stack: platform, context: { monthlyBudgetUsd: undefined } },
    { of: "a platform of which nobody knows the cost", stack: platform, context: { expectedMonthlyUsd: undefined } },
  ],
  failing: [
    {
      of: "a platform beyond it",
      stack: platform,
      context: { monthlyBudgetUsd: 100, expectedMonthlyUsd: 100.01 },
      says: "is expected to cost more a month than its budget",
    },
  ],
});
