import type { Declared } from "../../../core/graph/registration";
import type { JsonObject } from "../../../core/json/json";
import { numberOf, objectOf, textsOf } from "../../../core/json/reading";
import { expectedShareOfMaximumKey } from "../../../core/kubernetes/labels";
import {
  expectedShareOfMaximum,
  nodesBasis,
  number,
  type PricedType,
  pricedTypes,
  type Reserved,
  reservedOf,
} from "../instances";
import { disksOf } from "../nodeDisks";
import { type Graph, type Item, levels, type Priced, type Pricers, unpriced } from "../priced";

/** EKS managed node groups, by their scaling limits. */
export const nodeGroupPricers: Pricers = { "aws:eks/nodeGroup:NodeGroup": nodeGroup };

const launchTemplateType = "aws:ec2/launchTemplate:LaunchTemplate";

/** A number of nodes, or an average. */
interface Counts {
  readonly minimum: number;
  readonly expected: number;
  readonly maximum: number;
}

function nodeGroup({ urn, inputs, propertyDependencies }: Declared, graph: Graph): Priced {
  const types = pricedTypes(textsOf(inputs.instanceTypes));
  const counts = countsOf(inputs, urn);
  const { capacityType = "ON_DEMAND" } = inputs;
  // A capacity block is paid in advance, at its own price.
  if (!types || !counts || (capacityType !== "ON_DEMAND" && capacityType !== "SPOT")) return unpriced;

  const template = propertyDependencies.launchTemplate
    ?.map((dependency) => graph.get(dependency))
    .find((dependency) => dependency?.type === launchTemplateType);
  const reserved = reservedOf(objectOf(inputs.tags), urn);
  const disks = diskItem(template?.inputs ?? {}, counts);
  return {
    items: [nodesItem(types, counts, capacityType === "SPOT", reserved), ...(disks ? [disks] : [])],
    unpriced: disks === undefined,
  };
}

/**
 * Returns the numbers of nodes. The expected number is the expected share of the range between the limits, or the
 * desired size if no share is set.
 */
function countsOf(inputs: JsonObject, urn: string): Counts | undefined {
  const scaling = objectOf(inputs.scalingConfig);
  const minimum = numberOf(scaling.minSize);
  const maximum = numberOf(scaling.maxSize);
  if (minimum === undefined || maximum === undefined || minimum > maximum) return undefined;
  const share = objectOf(inputs.tags)[expectedShareOfMaximumKey];
  const desired = numberOf(scaling.desiredSize) ?? minimum;
  const expected =
    share === undefined
      ? Math.min(maximum, Math.max(minimum, desired))
      : minimum + expectedShareOfMaximum(share, urn) * (maximum - minimum);
  return { minimum, expected, maximum };
}

/** EC2 launches the first available type, at worst the most expensive. Spot never costs more than on demand. */
function nodesItem(
  types: readonly [PricedType, ...PricedType[]],
  counts: Counts,
  spot: boolean,
  reserved: Reserved | undefined,
): Item {
  const [first] = types;
  const dearest = types.reduce((one, other) => (other.onDemand > one.onDemand ? other : one));
  const usual = spot ? first.spot : first.onDemand;
  const basis = levels(
    nodesBasis(counts.minimum, first, spot),
    nodesBasis(counts.expected, first, spot),
    nodesBasis(counts.maximum, dearest, false),
  );
  return {
    item: "nodes",
    monthly: {
      minimum: Math.max(counts.minimum * usual, reserved?.monthly ?? 0),
      expected: Math.max(counts.expected * usual, reserved?.monthly ?? 0),
      maximum: Math.max(counts.maximum * dearest.onDemand, reserved?.monthly ?? 0),
    },
    basis: reserved ? `${basis}; ${reserved.basis}` : basis,
  };
}

/** The disks of the launch template. Undefined without block devices: the image decides then. */
function diskItem({ blockDeviceMappings }: JsonObject, counts: Counts): Item | undefined {
  const disks = disksOf(blockDeviceMappings);
  if (!disks) return undefined;
  const basis = (count: number) => `${number(count)} × (${disks.basis})`;
  return {
    item: "node disks",
    monthly: {
      minimum: counts.minimum * disks.monthly,
      expected: counts.expected * disks.monthly,
      maximum: counts.maximum * disks.monthly,
    },
    basis: levels(basis(counts.minimum), basis(counts.expected), basis(counts.maximum)),
  };
}
