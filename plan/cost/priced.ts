import type { Declared } from "../../core/graph/registration";
import type { CostItem } from "./cost";
import { hoursPerMonth, type ListPrice, rate } from "./prices";

/** A part of a resource's price, before it is rounded. */
export type Item = Pick<CostItem, "item" | "monthly" | "basis">;

/** What is known of a resource's price. */
export interface Priced {
  readonly items: readonly Item[];
  /** Whether it costs, or may cost, beyond its items. What only its use decides beside a fixed price is no such part. */
  readonly unpriced: boolean;
}

/** Resources by URN: what a price depends on may stand elsewhere. */
export type Graph = ReadonlyMap<string, Declared>;

type Pricer = (resource: Declared, graph: Graph) => Priced;

/** Pricers by resource type. */
export type Pricers = Readonly<Record<string, Pricer>>;

export const free: Priced = { items: [], unpriced: false };
export const unpriced: Priced = { items: [], unpriced: true };

export function priced(...items: Item[]): Priced {
  return { items, unpriced: false };
}

/** The same pricer for several types. */
export function pricersOf(outcome: Priced, types: readonly string[]): Pricers {
  return Object.fromEntries(types.map((type) => [type, () => outcome]));
}

/** What always costs the same. `what` tells the thing and its count. */
export function monthly(item: string, count: number, what: string, price: ListPrice, beside = ""): Item {
  return always(item, count * price.value, `${what} × ${rate(price)}${beside}`);
}

/** What always costs the same, paid by the hour. */
export function hourly(item: string, count: number, what: string, price: ListPrice, beside = ""): Item {
  return always(item, count * hoursPerMonth * price.value, `${what} × ${hoursPerMonth} h × ${rate(price)}${beside}`);
}

function always(item: string, amount: number, basis: string): Item {
  return { item, monthly: { minimum: amount, expected: amount, maximum: amount }, basis };
}

/** A sentence for a price of three levels, which says a level only where it differs from the one before. */
export function levels(minimum: string, expected: string, maximum: string): string {
  return [
    minimum,
    ...(expected === minimum ? [] : [`expected ${expected}`]),
    ...(maximum === expected ? [] : [`maximum ${maximum}`]),
  ].join(", ");
}
