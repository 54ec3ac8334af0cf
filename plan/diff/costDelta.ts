import type { Monthly } from "../cost/cost";
import type { ComparedPlan } from "./change";

/** Returns the monthly cost of a resource, or undefined if it has no price. */
export type CostOf = (urn: string) => Monthly | undefined;

const nothing: Monthly = { minimum: 0, expected: 0, maximum: 0 };

/** Sums up a plan's cost by resource. */
export function costOf({ cost }: ComparedPlan): CostOf {
  const sums = new Map<string, Monthly>();
  for (const { urn, monthly } of cost.items) sums.set(urn, combine(sums.get(urn) ?? nothing, monthly, 1));
  return (urn) => sums.get(urn);
}

/** Returns the increase of the monthly cost, rounded to cents. */
export function difference(before: Monthly | undefined, after: Monthly | undefined): Monthly {
  return combine(after ?? nothing, before ?? nothing, -1);
}

function combine(one: Monthly, other: Monthly, sign: 1 | -1): Monthly {
  return {
    minimum: cents(one.minimum + sign * other.minimum),
    expected: cents(one.expected + sign * other.expected),
    maximum: cents(one.maximum + sign * other.maximum),
  };
}

/** Removes rounding errors of sums. Adding 0 turns -0 into 0. */
function cents(dollars: number): number {
  return Math.round(dollars * 100) / 100 + 0;
}
