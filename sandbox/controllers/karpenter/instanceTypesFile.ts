import { type InstanceType, instanceTypes } from "../../../components/compute/instanceCatalogue";
import { allocatable } from "../../../components/compute/nodeCapacity";

/** Part of the price on demand that spot capacity costs here. AWS's differs by type and hour. */
const spotShare = 0.4;

/**
 * Price of types whose list price is unknown, USD an hour: dearer than every other, so that one is taken only where
 * nothing else will do, and yet is taken.
 */
const unknownPrice = 1000;

/** Disk of a node, GiB: the settings' default. Here it is a matter of the type, in AWS of the pool. */
const diskGibibytes = 200;

/** What Karpenter's kwok provider takes off by itself, MiB. */
const alreadyReserved = 10;

/** The catalogue in the words of Karpenter's kwok provider: what each type has, where it is offered, and for how much. */
export function instanceTypesFile(zones: readonly string[], types: readonly InstanceType[] = instanceTypes) {
  return types.map((type) => ({
    name: type.type,
    architecture: type.architecture,
    operatingSystems: ["linux"],
    resources: resources(type),
    offerings: zones.flatMap((zone) => [
      offering(zone, "spot", priceOf(type) * spotShare),
      offering(zone, "on-demand", priceOf(type)),
    ]),
  }));
}

function priceOf({ onDemandUsdPerHour }: InstanceType): number {
  return onDemandUsdPerHour ?? unknownPrice;
}

function resources(type: InstanceType): Record<string, string> {
  const { accelerator, efaInterfaces } = type;
  return {
    cpu: String(type.vcpus),
    memory: `${allocatable(type).memoryMebibytes + alreadyReserved}Mi`,
    pods: String(type.maximumPods),
    "ephemeral-storage": `${diskGibibytes}Gi`,
    ...(accelerator && { [accelerator.resource]: String(accelerator.count) }),
    ...(efaInterfaces > 0 && { "vpc.amazonaws.com/efa": String(efaInterfaces) }),
  };
}

function offering(zone: string, capacityType: string, price: number) {
  const isIn = (key: string, value: string) => ({ key, operator: "In", values: [value] });
  return {
    Price: Number(price.toFixed(6)),
    Available: true,
    Requirements: [isIn("karpenter.sh/capacity-type", capacityType), isIn("topology.kubernetes.io/zone", zone)],
  };
}
