import type { Declared } from "../../../core/graph/registration";
import type { Json, JsonObject } from "../../../core/json/json";
import { listOf, objectOf, textsOf } from "../../../core/json/reading";
import { expectedShareOfMaximumKey } from "../../../core/kubernetes/labels";
import { quantityOf } from "../../../core/kubernetes/quantities";
import { mostValuableMix } from "../../../core/numbers/mix";
import {
  defaultShare,
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

/** Karpenter's pools, from zero nodes to as many as their limits allow. */
export const karpenterPricers: Pricers = { "kubernetes:karpenter.sh/v1:NodePool": nodePool };

const nodeClassType = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";

/** The nodes of one instance type in a pool. */
interface Part {
  readonly type: PricedType;
  readonly count: number;
}

function nodePool({ urn, inputs }: Declared, graph: Graph): Priced {
  const spec = objectOf(inputs.spec);
  const template = objectOf(objectOf(spec.template).spec);
  const types = pricedTypes(required(template, "node.kubernetes.io/instance-type"));
  const disks = disksOf(nodeClassSpec(template, graph).blockDeviceMappings);
  const mix = types && mixOf(types, disks?.monthly ?? 0, objectOf(spec.limits));
  if (!mix) return unpriced;

  const annotation = objectOf(objectOf(inputs.metadata).annotations)[expectedShareOfMaximumKey];
  const share = annotation === undefined ? defaultShare : expectedShareOfMaximum(annotation, urn);
  const reserved = reservedOf(objectOf(objectOf(inputs.metadata).annotations), urn);
  const nodes = nodesItem(mix, share, required(template, "karpenter.sh/capacity-type"), reserved);
  const count = mix.reduce((sum, part) => sum + part.count, 0);
  if (!disks) return { items: [nodes], unpriced: true };
  const diskItem: Item = {
    item: "node disks",
    monthly: { minimum: 0, expected: share * count * disks.monthly, maximum: count * disks.monthly },
    basis: levels("0", `${number(share)} × ${count} × (${disks.basis})`, `${count} × (${disks.basis})`),
  };
  return { items: [nodes, diskItem], unpriced: false };
}

/**
 * Returns the most expensive nodes that a pool's limits allow, with their disks.
 *
 * @returns undefined if no limit bounds them.
 */
function mixOf(types: readonly PricedType[], disks: number, limits: JsonObject): Part[] | undefined {
  const mixes = Object.entries(limits).flatMap(([resource, value]) => {
    const limit = quantityOf(value);
    const kinds = types.map((type) => ({ weight: given(type, resource), value: type.onDemand + disks }));
    if (limit === undefined || kinds.some(({ weight }) => weight === 0)) return [];
    const counts = mostValuableMix(kinds, resource === "memory" ? limit / 2 ** 20 : limit);
    const cost = kinds.reduce((sum, kind, index) => sum + kind.value * (counts[index] ?? 0), 0);
    return [{ cost, parts: types.map((type, index) => ({ type, count: counts[index] ?? 0 })) }];
  });
  // All limits apply at once, so the lowest bound is an upper bound of the cost.
  const [lowest] = mixes.sort((one, other) => one.cost - other.cost);
  return lowest?.parts.filter(({ count }) => count > 0);
}

/** A node's share of a limit. 0 if the limit does not bound it. */
function given({ entry: { vcpus, memoryMebibytes, accelerator } }: PricedType, resource: string): number {
  switch (resource) {
    case "cpu":
      return vcpus;
    case "memory":
      return memoryMebibytes;
    case "nodes":
      return 1;
    default:
      return accelerator?.resource === resource ? accelerator.count : 0;
  }
}

function nodesItem(
  mix: readonly Part[],
  share: number,
  capacityTypes: readonly string[],
  reserved: Reserved | undefined,
): Item {
  const spot = capacityTypes.includes("spot");
  const cost = (price: (type: PricedType) => number) =>
    mix.reduce((sum, { type, count }) => sum + count * price(type), 0);
  const basis = (atSpot: boolean) => mix.map(({ type, count }) => nodesBasis(count, type, atSpot)).join(" + ");
  const floor = reserved?.monthly ?? 0;
  return {
    item: "nodes",
    monthly: {
      minimum: floor,
      expected: Math.max(share * cost((type) => (spot ? type.spot : type.onDemand)), floor),
      maximum: Math.max(
        cost((type) => type.onDemand),
        floor,
      ),
    },
    basis:
      mix.length === 0
        ? "no node fits the limits"
        : [levels("0", `${number(share)} × (${basis(spot)})`, basis(false)), reserved?.basis]
            .filter(Boolean)
            .join("; "),
  };
}

/** The values that a pool's requirement allows. */
function required(template: JsonObject, key: string): string[] {
  const found = listOf(template.requirements)
    .map((requirement: Json) => objectOf(requirement))
    .find((requirement) => requirement.key === key && requirement.operator === "In");
  return textsOf(found?.values);
}

function nodeClassSpec(template: JsonObject, graph: Graph): JsonObject {
  const { name } = objectOf(template.nodeClassRef);
  const nodeClass = [...graph.values()].find(
    ({ type, inputs }) => type === nodeClassType && objectOf(inputs.metadata).name === name,
  );
  return objectOf(nodeClass?.inputs.spec);
}
