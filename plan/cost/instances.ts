import { findInstanceType, type InstanceType } from "../../components/compute/instanceCatalogue";
import type { Json, JsonObject } from "../../core/json/json";
import { expectedShareOfMaximumKey, reservedKey } from "../../core/kubernetes/labels";
import { hoursPerMonth, spotFraction, usd } from "./prices";

/** An instance type that has a price. */
export interface PricedType {
  readonly entry: InstanceType;
  /** USD a month on demand. */
  readonly onDemand: number;
  /** USD a month as spot is expected to cost. */
  readonly spot: number;
}

/**
 * Types with their prices.
 *
 * @returns undefined where there are none, where the catalogue lacks one or knows no price of it: what a pool costs at
 * most is then unknown.
 */
export function pricedTypes(names: readonly string[]): [PricedType, ...PricedType[]] | undefined {
  const [first, ...rest] = names.map(pricedType);
  return first && rest.every((type) => type !== undefined) ? [first, ...rest] : undefined;
}

function pricedType(name: string): PricedType | undefined {
  const entry = findInstanceType(name);
  if (!entry || entry.onDemandUsdPerHour === null) return undefined;
  const onDemand = entry.onDemandUsdPerHour * hoursPerMonth;
  return { entry, onDemand, spot: onDemand * spotFraction(entry) };
}

/** `3 × m7i.xlarge × 730 h × 0.2016 USD`. */
export function nodesBasis(count: number, { entry }: PricedType, spot: boolean): string {
  const perHour = entry.onDemandUsdPerHour ?? 0;
  const share = spot ? ` × ${number(spotFraction(entry))} (spot, estimate)` : "";
  return `${number(count)} × ${entry.type} × ${hoursPerMonth} h × ${usd(perHour)}${share}`;
}

/** A count or a share for people: an average of nodes may have decimals. */
export function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** Where a pool says nothing of the share of its maximum that is expected. */
export const defaultShare = 0.25;

/**
 * The share of a pool's maximum that is expected, as annotation and tag bear it.
 *
 * @throws Error where it is no number from 0 to 1: the program writes it, not its user.
 */
export function expectedShareOfMaximum(text: Json, urn: string): number {
  const share = typeof text === "string" && text.trim() !== "" ? Number(text) : Number.NaN;
  if (!(share >= 0 && share <= 1)) {
    throw new Error(
      `${expectedShareOfMaximumKey} is ${JSON.stringify(text)}, must be text of a number from 0 to 1: ${urn}`,
    );
  }
  return share;
}

/** Nodes that a capacity reservation holds, and what that costs. */
export interface Reserved {
  /** USD a month. */
  readonly monthly: number;
  readonly basis: string;
}

/**
 * What a pool's capacity reservation costs, by its annotations or tags: charged whether nodes run or not, and once, since
 * nodes that run in it cost no more.
 *
 * @returns undefined where there is none, or no price of its type.
 * @throws Error where the note is not `TYPE:COUNT`: the program writes it, not its user.
 */
export function reservedOf(notes: JsonObject, urn: string): Reserved | undefined {
  const note = notes[reservedKey];
  if (note === undefined) return undefined;
  const [, name = "", count = ""] = /^([^:]+):(\d+)$/.exec(String(note)) ?? [];
  if (count === "") throw new Error(`${reservedKey} is ${JSON.stringify(note)}, must be TYPE:COUNT: ${urn}`);
  const type = pricedType(name);
  if (!type) return undefined;
  return {
    monthly: Number(count) * type.onDemand,
    basis: `at least the reservation's ${nodesBasis(Number(count), type, false)}, used or not`,
  };
}
