import type { BudgetSettings } from "../../components/settings/sections/budget";
import { shortName } from "../../core/graph/shortNames";
import { compareText } from "../../core/json/json";
import type { Cost } from "./cost";
import { sumOf } from "./estimate";
import { pricesOrigin } from "./prices";

/** The settings that the text reads. */
export interface CostSettings {
  readonly name: string;
  readonly region: string;
  readonly budget?: BudgetSettings | undefined;
}

/** The cost of a component without its child components. */
export interface ComponentCost {
  readonly component: string;
  readonly monthly: Cost["monthly"];
}

/**
 * Lines of the estimate: the sum, the five most expensive components, the number of resources without a price, and the
 * origin of the prices.
 * `budgetWarning` and `budgetKept` compare it with the budget.
 */
export function costLines(cost: Cost, { name, region }: CostSettings): string[] {
  const elsewhere = region === pricesOrigin.region ? "" : `; prices in ${region} differ`;
  const mostExpensive = costByComponent(cost).slice(0, 5);
  return [
    span(cost.monthly, " USD a month"),
    ...mostExpensive.map(({ component, monthly }) => `  ${shortName(component, name)} ${span(monthly)}`),
    ...unpricedLines(cost.unpriced.length),
    `prices of ${pricesOrigin.region} on ${cost.asOf}${elsewhere}`,
  ];
}

function unpricedLines(count: number): string[] {
  if (count === 0) return [];
  const [subject, reason] =
    count === 1 ? ["1 resource is", "its price depends"] : [`${count} resources are`, "their price depends"];
  return [`${subject} not included: ${reason} on use or is not known`];
}

/** Components by expected cost, the most expensive first. */
export function costByComponent({ items }: Cost): ComponentCost[] {
  return [...new Set(items.map(({ component }) => component))]
    .map((component) => ({ component, monthly: sumOf(items.filter((item) => item.component === component)) }))
    .sort(
      (one, other) =>
        other.monthly.expected - one.monthly.expected ||
        other.monthly.maximum - one.monthly.maximum ||
        compareText(one.component, other.component),
    );
}

/** The warning of a plan whose expected cost exceeds the budget, or undefined. */
export function budgetWarning({ monthly: { expected } }: Cost, { budget }: CostSettings): string | undefined {
  if (!budget || expected <= budget.monthlyUsd) return undefined;
  const above = dollars(expected - budget.monthlyUsd);
  return `over budget: ${dollars(expected)} USD a month expected, ${above} more than the budget of ${dollars(budget.monthlyUsd)}`;
}

/** States that the expected cost is within the budget, or undefined without a budget or above it. */
export function budgetKept(cost: Cost, settings: CostSettings): string | undefined {
  if (!settings.budget || budgetWarning(cost, settings) !== undefined) return undefined;
  const { maximum } = cost.monthly;
  const { monthlyUsd } = settings.budget;
  const atMost = maximum > monthlyUsd ? `; the maximum of ${dollars(maximum)} exceeds it` : "";
  return `within the budget of ${dollars(monthlyUsd)} USD a month${atMost}`;
}

/** `690 USD a month expected (minimum 412, maximum 1,904)`, or `73 USD a month` for an amount that does not vary. */
function span({ minimum, expected, maximum }: Cost["monthly"], unit = ""): string {
  const [low, middle, high] = [dollars(minimum), dollars(expected), dollars(maximum)];
  return low === high ? `${middle}${unit}` : `${middle}${unit} expected (minimum ${low}, maximum ${high})`;
}

/** Whole dollars: an estimate is not exact to the cent. */
function dollars(amount: number): string {
  return amount.toLocaleString("en-US", { maximumFractionDigits: 0 });
}
