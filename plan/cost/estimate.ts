import { componentOf, indexByUrn, isRendered } from "../../core/graph/graph";
import type { Declared } from "../../core/graph/registration";
import { compareText } from "../../core/json/json";
import type { Cost, CostItem } from "./cost";
import { free, type Graph, type Priced, type Pricers, unpriced } from "./priced";
import { dnsPricers } from "./pricers/dns";
import { ec2Pricers } from "./pricers/ec2";
import { ecrPricers } from "./pricers/ecr";
import { efsPricers } from "./pricers/efs";
import { eksPricers } from "./pricers/eks";
import { elasticachePricers } from "./pricers/elasticache";
import { karpenterPricers } from "./pricers/karpenter";
import { kmsPricers } from "./pricers/kms";
import { kubernetesPricers } from "./pricers/kubernetes";
import { logsPricers } from "./pricers/logs";
import { messagingPricers } from "./pricers/messaging";
import { networkPricers } from "./pricers/network";
import { nodeGroupPricers } from "./pricers/nodeGroups";
import { rdsPricers } from "./pricers/rds";
import { releasePricers } from "./pricers/releases";
import { s3Pricers } from "./pricers/s3";
import { secretsPricers } from "./pricers/secrets";
import { pricesOrigin } from "./prices";

const pricers: Pricers = {
  ...dnsPricers,
  ...ec2Pricers,
  ...ecrPricers,
  ...efsPricers,
  ...eksPricers,
  ...elasticachePricers,
  ...karpenterPricers,
  ...kmsPricers,
  ...kubernetesPricers,
  ...logsPricers,
  ...messagingPricers,
  ...networkPricers,
  ...nodeGroupPricers,
  ...rdsPricers,
  ...releasePricers,
  ...s3Pricers,
  ...secretsPricers,
};

/**
 * Estimates the monthly cost of a plan at the list prices of one region, before discounts and taxes: the fixed part of
 * every resource, and pools at their minimum, expected and maximum size. Resources that are priced by use, or whose
 * price is not known, are listed as unpriced; they never count as zero.
 */
export function estimateCost(resources: readonly Declared[]): Cost {
  const byUrn = indexByUrn(resources);
  // A chart's price includes its objects.
  const prices = resources
    .filter((resource) => !isRendered(resource))
    .map((resource) => ({ resource, price: priceOf(resource, byUrn) }));
  const items = prices
    .flatMap(({ resource, price }) => price.items.map((item) => costItem(resource, item, byUrn)))
    .sort((one, other) => compareText(one.urn, other.urn) || compareText(one.item, other.item));
  return {
    currency: "USD",
    asOf: pricesOrigin.asOf,
    monthly: sumOf(items),
    items,
    unpriced: prices
      .filter(({ price }) => price.unpriced)
      .map(({ resource }) => resource.urn)
      .sort(compareText),
  };
}

/** Whether the estimate has a pricer for a type. */
export function isClassified(type: string): boolean {
  return type in pricers || type.startsWith("aws:iam/") || !type.startsWith("aws:");
}

/** Sums items, rounded to cents. */
export function sumOf(items: readonly Pick<CostItem, "monthly">[]): Cost["monthly"] {
  const sum = (level: keyof Cost["monthly"]) =>
    items.reduce((cents, { monthly }) => cents + Math.round(monthly[level] * 100), 0) / 100;
  return { minimum: sum("minimum"), expected: sum("expected"), maximum: sum("maximum") };
}

function priceOf(resource: Declared, graph: Graph): Priced {
  const pricer = pricers[resource.type];
  if (pricer) return pricer(resource, graph);
  return isClassified(resource.type) ? free : unpriced;
}

function costItem(resource: Declared, { item, monthly, basis }: Priced["items"][number], graph: Graph): CostItem {
  return {
    urn: resource.urn,
    component: componentOf(resource, graph),
    item,
    monthly: { minimum: cents(monthly.minimum), expected: cents(monthly.expected), maximum: cents(monthly.maximum) },
    basis,
  };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
