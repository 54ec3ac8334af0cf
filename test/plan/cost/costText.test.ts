import { describe, expect, it } from "vitest";
import { budgetSection } from "../../../components/settings/sections/budget";
import type { Cost } from "../../../plan/cost/cost";
import { budgetKept, budgetWarning, costByComponent, costLines } from "../../../plan/cost/costText";

const settings = { name: "mlops-dev", region: "us-east-1" };

function cost(amounts: Record<string, [minimum: number, expected: number, maximum: number]>, unpriced = 0): Cost {
  const items = Object.entries(amounts).map(([component, [minimum, expected, maximum]]) => ({
    urn: `urn:${component}`,
    component,
    item: "thing",
    monthly: { minimum, expected, maximum },
    basis: "",
  }));
  const sum = (level: 0 | 1 | 2) => Object.values(amounts).reduce((total, amount) => total + amount[level], 0);
  return {
    currency: "USD",
    asOf: "2026-07-20",
    monthly: { minimum: sum(0), expected: sum(1), maximum: sum(2) },
    items,
    unpriced: Array.from({ length: unpriced }, (_, index) => `urn:unpriced-${index}`),
  };
}

const example = cost(
  {
    "mlops-dev-nodes": [312.4, 590, 1804],
    "mlops-dev-nat": [36.5, 36.5, 36.5],
    "mlops-dev-control-plane": [73, 73, 73],
    "mlops-dev-a-key": [1, 1, 1],
    "mlops-dev-b-key": [1, 1, 1],
    "mlops-dev-c-key": [1, 1, 1],
  },
  12,
);

describe("costLines", () => {
  it("states the sum, the five most expensive components, unpriced resources and the origin of the prices", () => {
    expect(costLines(example, settings)).toEqual([
      "703 USD a month expected (minimum 425, maximum 1,917)",
      "  nodes 590 expected (minimum 312, maximum 1,804)",
      "  control-plane 73",
      "  nat 37",
      "  a-key 1",
      "  b-key 1",
      "12 resources are not included: their price depends on use or is not known",
      "prices of us-east-1 on 2026-07-20",
    ]);
  });

  it("states that prices in the stack's region differ", () => {
    expect(costLines(example, { ...settings, region: "us-west-2" }).at(-1)).toBe(
      "prices of us-east-1 on 2026-07-20; prices in us-west-2 differ",
    );
  });

  it("has the singular for one unpriced resource, and no line for none", () => {
    expect(costLines(cost({ a: [1, 1, 1] }, 1), settings)).toEqual([
      "1 USD a month",
      "  a 1",
      "1 resource is not included: its price depends on use or is not known",
      "prices of us-east-1 on 2026-07-20",
    ]);
    expect(costLines(cost({}), settings)).toEqual(["0 USD a month", "prices of us-east-1 on 2026-07-20"]);
  });
});

it("costByComponent sums a component's items", () => {
  const twice = { ...example, items: [...example.items, ...example.items] };
  expect(costByComponent(twice)[1]).toEqual({
    component: "mlops-dev-control-plane",
    monthly: { minimum: 146, expected: 146, maximum: 146 },
  });
});

describe("a budget", () => {
  it("is a whole number of USD", () => {
    expect(budgetSection().safeParse({ monthlyUsd: 2000 }).success).toBe(true);
    expect(budgetSection().safeParse({ monthlyUsd: 0 }).success).toBe(false);
    expect(budgetSection().safeParse({}).success).toBe(false);
  });

  it("is exceeded by a higher expected cost", () => {
    const tight = { ...settings, budget: { monthlyUsd: 500 } };
    expect(budgetWarning(example, tight)).toBe(
      "over budget: 703 USD a month expected, 203 more than the budget of 500",
    );
    expect(budgetKept(example, tight)).toBeUndefined();
  });

  it("is met by a lower expected cost, even if the maximum exceeds it", () => {
    const kept = (monthlyUsd: number) => budgetKept(example, { ...settings, budget: { monthlyUsd } });
    expect(kept(703)).toBe("within the budget of 703 USD a month; the maximum of 1,917 exceeds it");
    expect(kept(5000)).toBe("within the budget of 5,000 USD a month");
    expect(budgetWarning(example, { ...settings, budget: { monthlyUsd: 703 } })).toBeUndefined();
  });

  it("is optional", () => {
    expect(budgetWarning(example, settings)).toBeUndefined();
    expect(budgetKept(example, settings)).toBeUndefined();
  });
});
