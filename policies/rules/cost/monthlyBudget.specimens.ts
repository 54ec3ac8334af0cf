import { resource, specimens } from "../../specimen";
import { database } from "../../specimens/data";
import { rule } from "./monthlyBudget";

const platform = [resource("pulumi:pulumi:Stack", "mlops-prod", {}), ...database()];

export default specimens(rule, {
  passing: [
    { of: "a platform within its budget", stack: platform },
    { of: "a platform without a budget", stack: platform, context: { monthlyBudgetUsd: undefined } },
    { of: "a platform whose expected cost is not known", stack: platform, context: { expectedMonthlyUsd: undefined } },
  ],
  failing: [
    {
      of: "a platform above its budget",
      stack: platform,
      context: { monthlyBudgetUsd: 100, expectedMonthlyUsd: 100.01 },
      says: "should not have a higher expected monthly cost than mlops:budget.monthlyUsd",
    },
  ],
});
