import { z } from "zod";
import { catalogueOrigin, type InstanceType } from "../../components/compute/instanceCatalogue";
import { compareText } from "../../core/json/json";
import table from "./servicePrices.json";

/** What the estimate cannot do without. Sizes of databases and caches come on top: see `findPrice`. */
const priceKeys = [
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
  /** What one of it is: `gateway-hour`, `GB-month`. */
  unit: z.string(),
  value: z.number().positive(),
  source: z.string(),
  /** Day of the source; null where it bears none. */
  sourceDate: z.iso.date().nullable(),
  /** Whether the source gives this very price, neither computed nor inferred. */
  verified: z.boolean(),
});
export type ListPrice = Readonly<z.output<typeof listPrice>>;

const fraction = z.number().min(0).max(1);

const services = z
  .strictObject({
    /** Day on which the table was put together: each row has its source's. */
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

/** Where the prices hold, and of which day they are: the older one of the two tables. */
export const pricesOrigin = {
  region: services.region,
  asOf: olderDay,
} as const;

/** The list price of a thing that the table is known to have. */
export function price(key: PriceKey): ListPrice {
  const found = byKey.get(key);
  if (!found) throw new Error(`servicePrices.json lacks ${key}`);
  return found;
}

/** The list price of a size (`rds.postgres.db.t4g.small.single`), or undefined where none is known. */
export function findPrice(key: string): ListPrice | undefined {
  return byKey.get(key);
}

/** What spot is expected to cost of the on-demand price. An estimate: it differs by zone and changes by the hour. */
export function spotFraction({ type, accelerator }: InstanceType): number {
  const { general, smallAccelerator, largeAccelerator } = services.spot.fractionsOff;
  if (!accelerator) return 1 - general;
  // The families that models are trained on are short everywhere.
  return 1 - (/^(p|trn)\d/.test(type) ? largeAccelerator : smallAccelerator);
}

/** An amount for people: at least two decimals, and as many as a price per hour needs. */
export function usd(amount: number): string {
  return `${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 6 })} USD`;
}

/** A list price for people, with a word where no source gives it. */
export function rate({ value, verified }: ListPrice): string {
  return `${usd(value)}${verified ? "" : " (unverified)"}`;
}
