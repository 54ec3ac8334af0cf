import { createHash } from "node:crypto";
import { findInstanceType, type InstanceType } from "../../components/compute/instanceCatalogue";
import { allocatable, nodeMemoryMebibytes } from "../../components/compute/nodeCapacity";
import type { JsonObject } from "../../core/json/json";
import type { NodeGroup, Zone } from "./clusterEffects";
import { addressIn } from "./types/formats";

/** Label of a node with the name of its node group. */
export const groupLabel = "eks.amazonaws.com/nodegroup";

/**
 * Returns a Node of a managed group, as the kubelet registers it on EC2. `place` is its number in the group, from 0.
 *
 * @throws Error for an instance type that is not in the catalogue.
 */
export function nodeObject(group: NodeGroup, place: number) {
  const zone = group.zones[place % group.zones.length];
  if (!zone) throw new Error(`node group ${group.name} has no subnets`);
  const type = instanceTypeOf(group);
  const name = nodeName(group, place, zone);
  const resources = resourcesOf(type, group);
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels: labelsOf(group, type, zone, name), annotations: { "kwok.x-k8s.io/node": "fake" } },
    spec: {
      providerID: `aws:///${zone.name}/i-0${digest(name, 16)}`,
      taints: group.taints.map((taint): JsonObject => ({ ...taint })),
    },
    status: {
      addresses: [
        { type: "InternalIP", address: addressOf(group, place, zone) },
        { type: "Hostname", address: name },
      ],
      capacity: resources,
      allocatable: { ...resources, ...allocatableOf(type, group) },
    },
  };
}

/**
 * Returns the names of a group's nodes. The name depends on the node's number in the group, so a group that shrinks
 * keeps its first nodes.
 */
export function nodeNames(group: NodeGroup): string[] {
  return Array.from({ length: group.size }, (_, place) => {
    const zone = group.zones[place % group.zones.length];
    if (!zone) throw new Error(`node group ${group.name} has no subnets`);
    return nodeName(group, place, zone);
  });
}

function labelsOf(group: NodeGroup, type: InstanceType, zone: Zone, name: string): Record<string, string> {
  return {
    "kubernetes.io/os": "linux",
    "kubernetes.io/arch": type.architecture,
    "kubernetes.io/hostname": name,
    "node.kubernetes.io/instance-type": type.type,
    "topology.kubernetes.io/region": group.region,
    "topology.kubernetes.io/zone": zone.name,
    "eks.amazonaws.com/capacityType": group.capacityType,
    ...group.labels,
    [groupLabel]: group.name,
  };
}

function resourcesOf(type: InstanceType, { devicesPerGpu, diskGibibytes, efaInterfaces }: NodeGroup): JsonObject {
  const { accelerator } = type;
  return {
    cpu: String(type.vcpus),
    memory: `${nodeMemoryMebibytes(type)}Mi`,
    "ephemeral-storage": `${diskGibibytes}Gi`,
    pods: String(type.maximumPods),
    ...(accelerator && { [accelerator.resource]: String(accelerator.count * devicesPerGpu) }),
    ...(efaInterfaces > 0 && { "vpc.amazonaws.com/efa": String(efaInterfaces) }),
  };
}

/** Allocatable resources: EKS's images reserve some CPU and memory for the kubelet, and a tenth of the disk. */
function allocatableOf(type: InstanceType, { diskGibibytes }: NodeGroup): JsonObject {
  const { milliCpus, memoryMebibytes } = allocatable(type);
  return {
    cpu: `${Math.floor(milliCpus)}m`,
    memory: `${memoryMebibytes}Mi`,
    "ephemeral-storage": `${Math.floor(diskGibibytes * 0.9)}Gi`,
  };
}

function instanceTypeOf({ name, instanceTypes }: NodeGroup): InstanceType {
  const [first = "none"] = instanceTypes;
  const found = findInstanceType(first);
  if (found) return found;
  throw new Error(
    `node group ${name} has instances of type ${first}, which components/compute/instanceTypes.json lacks\n  fix: add a row for it`,
  );
}

function nodeName(group: NodeGroup, place: number, zone: Zone): string {
  return `ip-${addressOf(group, place, zone).replaceAll(".", "-")}.${group.region}.compute.internal`;
}

function addressOf({ clusterName, name }: NodeGroup, place: number, { cidrBlock }: Zone): string {
  return addressIn(cidrBlock, digest(`${clusterName} ${name} ${place}`, 8));
}

function digest(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}
