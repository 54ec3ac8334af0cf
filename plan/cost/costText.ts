import type { BudgetSettings } from "../../components/settings/sections/budget";
import { shortName } from "../../core/graph/shortNames";
import { compareText } from "../../core/json/json";
import type { Cost } from "./cost";
import { sumOf } from "./estimate";
import { pricesOrigin } from "./prices";

/** What the text needs of the settings. */
export interface CostSettings {
  readonly name: string;
  readonly region: string;
  readonly budget?: BudgetSettings | undefined;
}

/** What a component costs by itself, without those below it. */
export interface ComponentCost {
  readonly component: string;
  readonly monthly: Cost["monthly"];
}

/**
 * The estimate for people, most important first, without any budget: `budgetWarning` and `budgetKept` tell that.
 *
 * The prices' region is told, since another one's differ.
 */
export function costLines(cost: Cost, { name, region }: CostSettings): string[] {
  const elsewhere = region === pricesOrigin.region ? "" : `; ${region} differs`;
  const dearest = costByComponent(cost).slice(0, 5);
  return [
    `${span(cost.monthly)} (${pricesOrigin.region} prices of ${cost.asOf}${elsewhere})`,
    ...dearest.map(({ component, monthly }) => `  ${shortName(component, name)} ${span(monthly, "")}`),
    ...unpricedLines(cost.unpriced.length),
  ];
}

function unpricedLines(count: number): string[] {
  if (count === 0) return [];
  const subject = count === 1 ? "1 resource besides is" : `${count} resources besides are`;
  return [`  ${subject} priced by use, or at prices that are not known`];
}

/** Components by what they are expected to cost, the dearest first. */
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

/** What to say where the plan expects to cost more than the budget, or undefined. */
export function budgetWarning({ monthly: { expected } }: Cost, { budget }: CostSettings): string | undefined {
  if (!budget || expected <= budget.monthlyUsd) return undefined;
  const above = dollars(expected - budget.monthlyUsd);
  return `${dollars(expected)} USD a month expected, ${above} above the budget of ${dollars(budget.monthlyUsd)}`;
}

/** What to say where the budget is kept, or undefined where there is none or it is not. */
export function budgetKept(cost: Cost, settings: CostSettings): string | undefined {
  if (!settings.budget || budgetWarning(cost, settings) !== undefined) return undefined;
  const { maximum } = cost.monthly;
  const { monthlyUsd } = settings.budget;
  const atMost = maximum > monthlyUsd ? `, which ${dollars(maximum)} at most would pass` : "";
  return `within the budget of ${dollars(monthlyUsd)} USD a month${atMost}`;
}

/** `412 to 1,904 USD a month, 690 expected`. */
function span({ minimum, expected, maximum }: Cost["monthly"], unit = " USD a month"): string {
  const [low, middle, high] = [dollars(minimum), dollars(expected), dollars(maximum)];
  return low === high ? `${low}${unit}` : `${low} to ${high}${unit}, ${middle} expected`;
}

/** Cents do not matter to anybody who reads a sum. */
function dollars(amount: number): string {
  return amount.toLocaleString("en-US", { maximumFractionDigits: 0 });
}
