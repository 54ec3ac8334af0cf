import { type InstanceType, instanceTypes } from "../../../components/compute/instanceCatalogue";
import { allocatable } from "../../../components/compute/nodeCapacity";

/** Spot price as a fraction of the on-demand price. In AWS it differs by type and hour. */
const spotShare = 0.4;

/**
 * Price of types whose list price is unknown, USD an hour. It is higher than all others, so that Karpenter uses such a
 * type only if no other fits.
 */
const unknownPrice = 1000;

/** Volume size of a node, GiB: the default of the settings. Here it depends on the type, in AWS on the pool. */
const diskGibibytes = 200;

/** Memory that Karpenter's kwok provider subtracts, MiB. */
const alreadyReserved = 10;

/** Returns the catalogue in the format of Karpenter's kwok provider: resources, zones and prices of each type. */
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
