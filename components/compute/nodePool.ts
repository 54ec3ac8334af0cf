import { acceleratorLabel, expectedShareOfMaximumKey, poolLabel, reservedKey } from "../../core/kubernetes/labels";
import { type Accelerator, findInstanceType, type InstanceType } from "./instanceCatalogue";

/** What creates the nodes of a pool. */
export const provisioners = ["karpenter", "managedNodeGroup"] as const;
export type Provisioner = (typeof provisioners)[number];

/** What runs on a pool. */
export const purposes = ["general", "training", "serving"] as const;
export type Purpose = (typeof purposes)[number];

/** How nodes are bought, in Karpenter's order of preference. */
export const capacityTypes = ["reserved", "spot", "on-demand"] as const;
export type CapacityType = (typeof capacityTypes)[number];

/** How pods share a GPU. */
export const gpuSharingModes = ["timeSlicing", "mig"] as const;
export type GpuSharingMode = (typeof gpuSharingModes)[number];

/** Capacity that is held, and paid for, all the time. */
interface CapacityReservation {
  readonly id: string;
  readonly instanceType: string;
  readonly count: number;
}

/** One notion of a pool, with what its nodes have in common, whichever provisioner creates them. */
export interface NodePool {
  readonly name: string;
  readonly purpose: Purpose;
  readonly instanceTypes: readonly string[];
  readonly zones: readonly string[];
  readonly limits: { readonly accelerators?: number | undefined; readonly vcpus?: number | undefined };
  readonly expectedShareOfMaximum: number;
  readonly diskGibibytes: number;
  readonly reservation?: CapacityReservation | undefined;
}

/** What the cost estimate has to know of a pool and cannot see: annotations of a NodePool, tags of a node group. */
export function costNotes({ expectedShareOfMaximum, reservation }: NodePool): Record<string, string> {
  return {
    [expectedShareOfMaximumKey]: String(expectedShareOfMaximum),
    ...(reservation && { [reservedKey]: `${reservation.instanceType}:${reservation.count}` }),
  };
}

/** The catalogue's entries of a pool, whose settings have made sure that they exist. */
export function catalogued({ name, instanceTypes }: Pick<NodePool, "name" | "instanceTypes">): InstanceType[] {
  return instanceTypes.map((type) => {
    const found = findInstanceType(type);
    if (!found) throw new Error(`pool ${name}: ${type} passed the settings' check and is not in the catalogue`);
    return found;
  });
}

/** The accelerator of a pool's nodes, or undefined where they have none. */
export function acceleratorOf(pool: Pick<NodePool, "name" | "instanceTypes">): Accelerator | undefined {
  return catalogued(pool)[0]?.accelerator ?? undefined;
}

/** Labels by which pods choose the pool. */
export function nodeLabels(pool: NodePool): Record<string, string> {
  const accelerator = acceleratorOf(pool);
  return { [poolLabel]: pool.name, ...(accelerator && { [acceleratorLabel]: accelerator.name }) };
}

/** A taint in Kubernetes' words. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: "NoSchedule";
}

/**
 * Taints that keep other pods off expensive nodes. The key is the accelerator's resource, which upstream device plugins
 * and monitoring agents tolerate.
 */
export function nodeTaints(pool: NodePool): Taint[] {
  const accelerator = acceleratorOf(pool);
  return accelerator ? [{ key: accelerator.resource, value: "present", effect: "NoSchedule" }] : [];
}

/** The pool's limit in the resource that it is about. */
export function resourceLimits(pool: NodePool): Record<string, string> {
  const accelerator = acceleratorOf(pool);
  return accelerator
    ? { [accelerator.resource]: String(pool.limits.accelerators) }
    : { cpu: String(pool.limits.vcpus) };
}

/** What a node of a type counts towards the pool's limit. */
export function countedPerNode({ accelerator, vcpus }: InstanceType): number {
  return accelerator?.count ?? vcpus;
}

/** Nodes that fit the limit, of the type that most of fit. */
export function maximumNodes(pool: NodePool): number {
  const limit = pool.limits.accelerators ?? pool.limits.vcpus ?? 0;
  return Math.max(...catalogued(pool).map((type) => Math.floor(limit / countedPerNode(type))));
}

/** What a node has, before Kubernetes keeps its part. */
export interface NodeSize {
  readonly vcpus: number;
  readonly memoryMebibytes: number;
}

/** The most vCPUs and the most memory that a node of any pool can have, or undefined where there are no pools. */
export function largestNode(pools: readonly Pick<NodePool, "name" | "instanceTypes">[]): NodeSize | undefined {
  const types = pools.flatMap(catalogued);
  if (types.length === 0) return undefined;
  return {
    vcpus: Math.max(...types.map(({ vcpus }) => vcpus)),
    memoryMebibytes: Math.max(...types.map(({ memoryMebibytes }) => memoryMebibytes)),
  };
}
