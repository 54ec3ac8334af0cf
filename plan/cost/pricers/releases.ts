import { charts } from "../../../components/services/charts";
import { chartName } from "../../../core/charts/release";
import type { Declared } from "../../../core/graph/registration";
import type { JsonObject } from "../../../core/json/json";
import { fieldOf, numberOf, objectOf } from "../../../core/json/reading";
import { quantityOf } from "../../../core/kubernetes/quantities";
import type { Billed, BilledLoadBalancer, BilledVolumes } from "../../../core/services/chartFacts";
import { free, hourly, type Item, monthly, type Priced, type Pricers, unpriced } from "../priced";
import { price, rate } from "../prices";

/** Charts, priced by the AWS resources in their facts. Their pods run on nodes, which have their own prices. */
export const releasePricers: Pricers = { "kubernetes:helm.sh/v3:Release": release };

/** An unknown chart is unpriced, and so is a chart with values that the estimate cannot read. */
function release({ type, inputs }: Declared): Priced {
  const chart = charts.get(chartName({ type, inputs }) ?? "");
  if (!chart) return unpriced;
  if (chart.billed === "nothing") return free;
  const values = objectOf(inputs.values);
  const items = chart.billed.filter((billed) => isEnabled(billed, values)).map((billed) => itemOf(billed, values));
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? { items: known, unpriced: false } : unpriced;
}

function isEnabled(billed: Billed, values: JsonObject): boolean {
  return billed.kind !== "volumes" || billed.enabled === undefined || fieldOf(values, ...billed.enabled) === true;
}

function itemOf(billed: Billed, values: JsonObject): Item | undefined {
  return billed.kind === "volumes" ? volumes(billed, values) : loadBalancer(billed, values);
}

/** An internal load balancer. An internet-facing one pays for addresses too. */
function loadBalancer({ item, scheme }: BilledLoadBalancer, values: JsonObject): Item | undefined {
  if (fieldOf(values, ...scheme) !== "internal") return undefined;
  const beside = `, and ${rate(price("nlb.lcu"))} for each capacity unit and hour`;
  return hourly(item, 1, "1 load balancer", price("nlb.hour"), beside);
}

/** Volumes of the default storage class, which is gp3. */
function volumes({ item, size, count }: BilledVolumes, values: JsonObject): Item | undefined {
  const bytes = quantityOf(fieldOf(values, ...size));
  const number = numberOf(count === undefined ? 1 : fieldOf(values, ...count));
  if (bytes === undefined || number === undefined) return undefined;
  const gibibytes = number * (bytes / 2 ** 30);
  return monthly(item, gibibytes, `${gibibytes} GB`, price("ebs.gp3.gb"));
}
