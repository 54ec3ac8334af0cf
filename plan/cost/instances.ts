import { findInstanceType, type InstanceType } from "../../components/compute/instanceCatalogue";
import type { Json, JsonObject } from "../../core/json/json";
import { expectedShareOfMaximumKey, reservedKey } from "../../core/kubernetes/labels";
import { hoursPerMonth, spotFraction, usd } from "./prices";

/** An instance type that has a price. */
export interface PricedType {
  readonly entry: InstanceType;
  /** USD a month on demand. */
  readonly onDemand: number;
  /** Expected USD a month on spot. */
  readonly spot: number;
}

/**
 * Returns instance types with their prices.
 *
 * @returns undefined without types, or if the catalogue lacks one or its price: the maximum cost of the pool
 * is then unknown.
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

/** Formats a count or a share: an average number of nodes may have decimals. */
export function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** The expected share of a pool's maximum, for a pool without the annotation. */
export const defaultShare = 0.25;

/**
 * Parses the expected share of a pool's maximum from its annotation or tag.
 *
 * @throws Error if it is not a number from 0 to 1. The program writes it, not its user.
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

/** The nodes of a capacity reservation, and their cost. */
export interface Reserved {
  /** USD a month. */
  readonly monthly: number;
  readonly basis: string;
}

/**
 * Returns the cost of a pool's capacity reservation from its annotations or tags. AWS charges it once, whether nodes
 * run in it or not.
 *
 * @returns undefined without a reservation or without a price of its instance type.
 * @throws Error if the note is not `TYPE:COUNT`. The program writes it, not its user.
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
