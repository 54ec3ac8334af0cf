import { acceleratorLabel, expectedShareOfMaximumKey, poolLabel, reservedKey } from "../../core/kubernetes/labels";
import { type Accelerator, findInstanceType, type InstanceType } from "./instanceCatalogue";

/** Provisioners of nodes. */
export const provisioners = ["karpenter", "managedNodeGroup"] as const;

/** A provisioner of nodes. */
export type Provisioner = (typeof provisioners)[number];

/** Purposes of a pool. */
export const purposes = ["general", "training", "serving"] as const;

/** Purpose of a pool: the workloads that it is for. */
export type Purpose = (typeof purposes)[number];

/** Capacity types of nodes, in Karpenter's order of preference. */
export const capacityTypes = ["reserved", "spot", "on-demand"] as const;

/** A capacity type: how AWS charges a node. */
export type CapacityType = (typeof capacityTypes)[number];

/** Modes of GPU sharing. */
export const gpuSharingModes = ["timeSlicing", "mig"] as const;

/** A mode of GPU sharing. */
export type GpuSharingMode = (typeof gpuSharingModes)[number];

/** An EC2 On-Demand Capacity Reservation. AWS charges all of its instances, used or not. */
interface CapacityReservation {
  /** ID of the reservation. */
  readonly id: string;
  /** Reserved instance type. */
  readonly instanceType: string;
  /** Number of reserved instances. */
  readonly count: number;
}

/** A node pool, independent of its provisioner. */
export interface NodePool {
  /** Name of the pool, and value of its nodes' label `mlops.platform/pool`. */
  readonly name: string;
  /** Purpose of the pool. */
  readonly purpose: Purpose;
  /** Instance types of the catalogue, all with the same accelerator. */
  readonly instanceTypes: readonly string[];
  /** Availability zones of the nodes. */
  readonly zones: readonly string[];
  /** Maximum size: accelerators, or vCPUs for a pool without accelerators. */
  readonly limits: { readonly accelerators?: number | undefined; readonly vcpus?: number | undefined };
  /** Average share of the maximum that runs over a month, from 0 to 1. Used only by the cost estimate. */
  readonly expectedShareOfMaximum: number;
  /** Disk of each node for images, pods and data sets, in GiB. */
  readonly diskGibibytes: number;
  /** Capacity reservation of the pool. @default - none */
  readonly reservation?: CapacityReservation | undefined;
}

/** Returns facts of a pool for the cost estimate, as annotations of a NodePool or tags of a node group. */
export function costNotes({ expectedShareOfMaximum, reservation }: NodePool): Record<string, string> {
  return {
    [expectedShareOfMaximumKey]: String(expectedShareOfMaximum),
    ...(reservation && { [reservedKey]: `${reservation.instanceType}:${reservation.count}` }),
  };
}

/** Returns the catalogue's entries of a pool's instance types. The settings' check ensures that they exist. */
export function catalogued({ name, instanceTypes }: Pick<NodePool, "name" | "instanceTypes">): InstanceType[] {
  return instanceTypes.map((type) => {
    const found = findInstanceType(type);
    if (!found) throw new Error(`pool ${name}: instance type ${type} is not in the catalogue`);
    return found;
  });
}

/** Returns the accelerator of a pool's nodes, or undefined for a pool without accelerators. */
export function acceleratorOf(pool: Pick<NodePool, "name" | "instanceTypes">): Accelerator | undefined {
  return catalogued(pool)[0]?.accelerator ?? undefined;
}

/** Returns the labels by which pods select the pool. */
export function nodeLabels(pool: NodePool): Record<string, string> {
  const accelerator = acceleratorOf(pool);
  return { [poolLabel]: pool.name, ...(accelerator && { [acceleratorLabel]: accelerator.name }) };
}

/** A taint of Kubernetes. */
export interface Taint {
  /** Key of the taint. */
  readonly key: string;
  /** Value of the taint. */
  readonly value: string;
  /** Effect of the taint. */
  readonly effect: "NoSchedule";
}

/**
 * Returns the taints that keep other pods off nodes with accelerators. The key is the accelerator's resource name,
 * which upstream device plugins and monitoring agents tolerate.
 */
export function nodeTaints(pool: NodePool): Taint[] {
  const accelerator = acceleratorOf(pool);
  return accelerator ? [{ key: accelerator.resource, value: "present", effect: "NoSchedule" }] : [];
}

/** Returns the pool's limit as a Kubernetes resource: accelerators or CPU. */
export function resourceLimits(pool: NodePool): Record<string, string> {
  const accelerator = acceleratorOf(pool);
  return accelerator
    ? { [accelerator.resource]: String(pool.limits.accelerators) }
    : { cpu: String(pool.limits.vcpus) };
}

/** Returns the units of a pool's limit that one node of a type uses: its accelerators, or its vCPUs if it has none. */
export function countedPerNode({ accelerator, vcpus }: InstanceType): number {
  return accelerator?.count ?? vcpus;
}

/** Returns the maximum number of nodes within the pool's limit, with its smallest instance type. */
export function maximumNodes(pool: NodePool): number {
  const limit = pool.limits.accelerators ?? pool.limits.vcpus ?? 0;
  return Math.max(...catalogued(pool).map((type) => Math.floor(limit / countedPerNode(type))));
}

/** CPU and memory of an instance, before the reservations of hypervisor and kubelet. */
export interface NodeSize {
  /** Number of vCPUs. */
  readonly vcpus: number;
  /** Memory, in MiB. */
  readonly memoryMebibytes: number;
}

/** Returns the largest number of vCPUs and the largest memory of all pools' nodes, or undefined without pools. */
export function largestNode(pools: readonly Pick<NodePool, "name" | "instanceTypes">[]): NodeSize | undefined {
  const types = pools.flatMap(catalogued);
  if (types.length === 0) return undefined;
  return {
    vcpus: Math.max(...types.map(({ vcpus }) => vcpus)),
    memoryMebibytes: Math.max(...types.map(({ memoryMebibytes }) => memoryMebibytes)),
  };
}
