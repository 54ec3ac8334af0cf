import { z } from "zod";
import table from "./offerings.generated.json";

const offerings = z
  .strictObject({
    source: z.string(),
    asOf: z.iso.date(),
    regions: z.array(z.string()),
    /** Regions that offer each EC2 instance type, RDS instance class or ElastiCache node type. */
    types: z.record(z.string(), z.array(z.string())),
  })
  .parse(table);

/** Date of the table. `npm run models` writes it. */
export const offeringsDate: string = offerings.asOf;

/**
 * Returns whether AWS offers an EC2 instance type, RDS instance class or ElastiCache node type in a region, or
 * undefined if the table does not contain the type or the region, which may be newer.
 */
export function isOffered(type: string, region: string): boolean | undefined {
  const regions = offerings.types[type];
  if (regions === undefined || !offerings.regions.includes(region)) return undefined;
  return regions.includes(region);
}

/** Returns the regions of the table that offer a type, in the order of the alphabet. */
export function regionsOf(type: string): readonly string[] {
  return offerings.types[type] ?? [];
}
