import { z } from "zod";
import { catalogueOrigin, type InstanceType } from "../../components/compute/instanceCatalogue";
import { compareText } from "../../core/json/json";
import table from "./servicePrices.json";

/** Prices that the estimate requires. Prices of database and cache sizes are optional: see `findPrice`. */
const priceKeys = [
  "cloudwatch.alarm",
  "ebs.gp3.gb",
  "ebs.gp3.iops",
  "ebs.gp3.throughput",
  "eks.cluster.extended",
  "eks.cluster.standard",
  "ipv4.public.hour",
  "kms.key",
  "kms.requests",
  "nat.gb",
  "nat.hour",
  "nlb.hour",
  "nlb.lcu",
  "rds.backup.gb",
  "rds.gp3.gb.multi",
  "rds.gp3.gb.single",
  "rds.gp3.iops.multi",
  "rds.gp3.iops.single",
  "route53.zone",
  "secrets.calls",
  "secrets.secret",
  "vpce.interface.gb",
  "vpce.interface.hour",
] as const;
export type PriceKey = (typeof priceKeys)[number];

const listPrice = z.strictObject({
  key: z.string(),
  /** The unit: `gateway-hour`, `GB-month`. */
  unit: z.string(),
  value: z.number().positive(),
  source: z.string(),
  /** Date of the source; null if it has none. */
  sourceDate: z.iso.date().nullable(),
  /** Whether the source states this price. False for a computed or inferred one. */
  verified: z.boolean(),
});
export type ListPrice = Readonly<z.output<typeof listPrice>>;

const fraction = z.number().min(0).max(1);

const services = z
  .strictObject({
    /** Date of the table. Each row has the date of its source. */
    asOf: z.iso.date(),
    region: z.literal(catalogueOrigin.region),
    currency: z.literal("USD"),
    hoursPerMonth: z.int().positive(),
    spot: z.strictObject({
      estimate: z.literal(true),
      source: z.string(),
      fractionsOff: z.strictObject({ general: fraction, smallAccelerator: fraction, largeAccelerator: fraction }),
    }),
    prices: z.array(listPrice),
  })
  .parse(table);

const byKey = new Map(services.prices.map((entry) => [entry.key, entry]));

const missing = priceKeys.filter((key) => !byKey.has(key));
if (missing.length > 0) throw new Error(`servicePrices.json lacks ${missing.join(", ")}`);

/** Hours of a month, as AWS's own calculator counts them. */
export const hoursPerMonth = services.hoursPerMonth;

const [olderDay = services.asOf] = [services.asOf, catalogueOrigin.asOf].sort(compareText);

/** Region and date of the prices. The date is that of the older one of the two tables. */
export const pricesOrigin = {
  region: services.region,
  asOf: olderDay,
} as const;

/** Returns a list price that the table must have. */
export function price(key: PriceKey): ListPrice {
  const found = byKey.get(key);
  if (!found) throw new Error(`servicePrices.json lacks ${key}`);
  return found;
}

/** Returns the list price of a size (`rds.postgres.db.t4g.small.single`), or undefined if it is not known. */
export function findPrice(key: string): ListPrice | undefined {
  return byKey.get(key);
}

/** Expected spot price as a share of the on-demand price. An estimate: spot prices differ by zone and change hourly. */
export function spotFraction({ type, accelerator }: InstanceType): number {
  const { general, smallAccelerator, largeAccelerator } = services.spot.fractionsOff;
  if (!accelerator) return 1 - general;
  // Instance families for training are scarce in every region.
  return 1 - (/^(p|trn)\d/.test(type) ? largeAccelerator : smallAccelerator);
}

/** Source of the estimated spot prices. */
export const spotSource = services.spot.source;

/** Formats an amount with at least two decimals, and as many as an hourly price needs. */
export function usd(amount: number): string {
  return `${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 6 })} USD`;
}

/** Formats a list price, and marks one that no source states. */
export function rate({ value, verified }: ListPrice): string {
  return `${usd(value)}${verified ? "" : " (unverified)"}`;
}
