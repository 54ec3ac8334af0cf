import { resource, specimens } from "../../specimen";
import { database } from "../../specimens/data";
import { rule } from "./monthlyBudget";

const platform = [resource("pulumi:pulumi:Stack", "mlops-prod", {}), ...database()];

export default specimens(rule, {
  passing: [
    { title: "a platform within its budget", stack: platform },
    { title: "a platform without a budget", stack: platform, context: { monthlyBudgetUsd: undefined } },
    {
      title: "a platform whose expected cost is not known",
      stack: platform,
      context: { expectedMonthlyUsd: undefined },
    },
  ],
  failing: [
    {
      title: "a platform above its budget",
      stack: platform,
      context: { monthlyBudgetUsd: 100, expectedMonthlyUsd: 100.01 },
      message: "should not have a higher expected monthly cost than mlops:budget.monthlyUsd",
    },
  ],
});
