import { instanceTypes } from "../../components/compute/instanceCatalogue";
import { cacheNodeTypes, databaseInstanceClasses } from "../../components/data/instanceClasses";
import type { Json, JsonObject } from "../../core/json/json";
import { listOf, textOf, textsOf } from "../../core/json/reading";

/** Database engine of the platform, as RDS names it. */
const engine = "postgres";

/** Lists of cfn-lint by region, read from AWS's price list. */
export interface OfferingLists {
  readonly instanceTypes: JsonObject;
  readonly databaseClasses: JsonObject;
  readonly cacheNodeTypes: JsonObject;
}

/** Regions that offer each instance type, RDS class and cache node type that the platform supports. */
export interface Offerings {
  /** Regions of the lists. */
  readonly regions: readonly string[];
  /** Regions by type. A type that no region lists is absent. */
  readonly types: Readonly<Record<string, readonly string[]>>;
}

/**
 * Returns the regions of each type that the platform supports.
 *
 * @throws Error if a list has no region with a type: the format of cfn-lint has changed.
 */
export function offerings({ instanceTypes: ec2, databaseClasses, cacheNodeTypes: caches }: OfferingLists): Offerings {
  // The lists have other members too, such as a description.
  const regions = Object.keys(ec2).filter((region) => textsOf(ec2, region, "enum").length > 0);
  const kinds: readonly [readonly string[], (region: string) => readonly string[]][] = [
    [instanceTypes.map(({ type }) => type), (region) => textsOf(ec2, region, "enum")],
    [databaseInstanceClasses, (region) => postgresClasses(databaseClasses[region])],
    [cacheNodeTypes, (region) => textsOf(caches, region, "enum")],
  ];
  const found = kinds.flatMap(([names, offeredIn]) => {
    const byRegion = regions.map((region) => [region, new Set(offeredIn(region))] as const);
    const rows = names.map(
      (name) => [name, byRegion.flatMap(([region, set]) => (set.has(name) ? [region] : []))] as const,
    );
    if (rows.every(([, where]) => where.length === 0))
      throw new Error(`cfn-lint lists no region of ${names.join(", ")}`);
    return rows.filter(([, where]) => where.length > 0);
  });
  return { regions, types: Object.fromEntries(found) };
}

/** Returns the classes of a region that cfn-lint lists for the engine, under any licence. */
function postgresClasses(region: Json | undefined): readonly string[] {
  return listOf(region, "allOf")
    .filter((condition) => textOf(condition, "if", "properties", "Engine", "const") === engine)
    .flatMap((condition) => textsOf(condition, "then", "properties", "DBInstanceClass", "enum"));
}

/**
 * Returns the table as JSON, with one line for each type.
 *
 * @param asOf Date of the lists.
 */
export function offeringsText(
  { regions, types }: Offerings,
  { source, asOf }: { source: string; asOf: string },
): string {
  const lines = Object.keys(types)
    .sort()
    .map((type) => `  ${JSON.stringify(type)}: ${JSON.stringify(types[type])}`);
  const head = ` "source": ${JSON.stringify(source)},\n "asOf": ${JSON.stringify(asOf)},\n "regions": ${JSON.stringify(regions)},\n`;
  return `{\n${head} "types": {\n${lines.join(",\n")}\n }\n}\n`;
}
