import type { Declared } from "../../core/graph/registration";
import type { CostItem } from "./cost";
import { hoursPerMonth, type ListPrice, rate } from "./prices";

/** A part of a resource's price, before it is rounded. */
export type Item = Pick<CostItem, "item" | "monthly" | "basis">;

/** The known part of a resource's price. */
export interface Priced {
  readonly items: readonly Item[];
  /** Whether it has, or may have, costs beyond its items. Usage on top of a fixed price does not count. */
  readonly unpriced: boolean;
}

/** Resources by URN: a price may depend on another resource. */
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

/** An item with a fixed monthly price. `what` describes what is counted, `beside` costs that are not included. */
export function monthly(item: string, count: number, what: string, price: ListPrice, beside = ""): Item {
  return always(item, count * price.value, `${what} × ${rate(price)}${beside}`);
}

/** An item with a fixed hourly price. */
export function hourly(item: string, count: number, what: string, price: ListPrice, beside = ""): Item {
  return always(item, count * hoursPerMonth * price.value, `${what} × ${hoursPerMonth} h × ${rate(price)}${beside}`);
}

function always(item: string, amount: number, basis: string): Item {
  return { item, monthly: { minimum: amount, expected: amount, maximum: amount }, basis };
}

/** Describes a price with three levels. A level that equals the previous one is omitted. */
export function levels(minimum: string, expected: string, maximum: string): string {
  return [
    minimum,
    ...(expected === minimum ? [] : [`expected ${expected}`]),
    ...(maximum === expected ? [] : [`maximum ${maximum}`]),
  ].join(", ");
}
