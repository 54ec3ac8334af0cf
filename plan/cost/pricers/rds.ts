import type { Declared } from "../../../core/graph/registration";
import type { JsonObject } from "../../../core/json/json";
import { numberOf } from "../../../core/json/reading";
import { free, hourly, type Item, levels, monthly, type Priced, type Pricers, pricersOf, unpriced } from "../priced";
import { findPrice, price, rate } from "../prices";
import { secretItem } from "./secrets";

/** Databases. */
export const rdsPricers: Pricers = {
  "aws:rds/instance:Instance": instance,
  ...pricersOf(free, [
    "aws:rds/eventSubscription:EventSubscription",
    "aws:rds/optionGroup:OptionGroup",
    "aws:rds/parameterGroup:ParameterGroup",
    "aws:rds/subnetGroup:SubnetGroup",
  ]),
};

type Zones = "single" | "multi";

function instance({ inputs }: Declared): Priced {
  const { engine, instanceClass, multiAz = false } = inputs;
  const zones: Zones = multiAz === true ? "multi" : "single";
  const listPrice = findPrice(`rds.${String(engine)}.${String(instanceClass)}.${zones}`);
  if (!listPrice || typeof multiAz !== "boolean") return unpriced;

  const what = `1 × ${String(instanceClass)}${multiAz ? " in two zones" : ""}`;
  const storage = storageItems(inputs, zones);
  const secrets = inputs.manageMasterUserPassword === true ? [secretItem("master secret", 1)] : [];
  return {
    items: [hourly("database", 1, what, listPrice), ...(storage ?? []), ...secrets],
    unpriced: storage === undefined || hasExtras(inputs),
  };
}

/** Storage with autoscaling costs at most its limit. Undefined for types other than gp3. */
function storageItems(inputs: JsonObject, zones: Zones): Item[] | undefined {
  const size = numberOf(inputs.allocatedStorage);
  if (inputs.storageType !== "gp3" || size === undefined) return undefined;
  const limit = Math.max(size, numberOf(inputs.maxAllocatedStorage) ?? size);
  const listPrice = price(`rds.gp3.gb.${zones}`);
  const basis = (gibibytes: number) => `${gibibytes} GB × ${rate(listPrice)}`;
  const backups = `, and ${rate(price("rds.backup.gb"))} for each GB of backups beyond its size`;
  const paidIops = Math.max(0, (numberOf(inputs.iops) ?? 0) - includedIops(size));
  return [
    {
      item: "database storage",
      monthly: { minimum: size * listPrice.value, expected: size * listPrice.value, maximum: limit * listPrice.value },
      basis: `${levels(basis(size), basis(size), basis(limit))}${backups}`,
    },
    ...(paidIops > 0 ? [monthly("database IOPS", paidIops, `${paidIops} IOPS`, price(`rds.gp3.iops.${zones}`))] : []),
  ];
}

/** Included IOPS of PostgreSQL and MySQL: from 400 GB, the storage has four volumes. */
function includedIops(gibibytes: number): number {
  return gibibytes < 400 ? 3000 : 12_000;
}

/** Charged in addition to the database, at prices that are not in the table. */
function hasExtras(inputs: JsonObject): boolean {
  const freeRetentionDays = 7;
  return (
    inputs.storageThroughput !== undefined ||
    inputs.databaseInsightsMode === "advanced" ||
    (numberOf(inputs.performanceInsightsRetentionPeriod) ?? 0) > freeRetentionDays
  );
}
