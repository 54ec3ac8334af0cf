import type { CapacityType, GpuSharingMode, Provisioner, Purpose } from "./nodePool";

/** GPU sharing between the pods of a pool. */
export interface GpuSharing {
  /** `timeSlicing` does not isolate memory; `mig` partitions the hardware. */
  readonly mode: GpuSharingMode;
  /** Number of pods that share one GPU. Required with `timeSlicing`. */
  readonly replicas?: number | undefined;
  /** MIG profile of every partition, such as `1g.10gb`. Required with `mig`. */
  readonly profile?: string | undefined;
}

/** Settings of a node pool. */
export interface PoolSettings {
  /** Provisioner of the nodes. */
  readonly provisioner: Provisioner;
  /** Purpose of the pool. Karpenter does not take a node of `training` from a running job; a managed node group may. */
  readonly purpose: Purpose;
  /** Instance types of the catalogue, all with the same accelerator. */
  readonly instanceTypes: readonly string[];
  /** Capacity types of the nodes. Karpenter prefers `reserved`, then `spot`, then `on-demand`. */
  readonly capacityTypes: readonly CapacityType[];
  /** Availability zones of the nodes. @default - all zones of the network */
  readonly zones?: readonly string[] | undefined;
  /** Maximum size of the pool: accelerators, or vCPUs for a pool without accelerators. */
  readonly limits: { readonly accelerators?: number | undefined; readonly vcpus?: number | undefined };
  /** Minimum number of nodes. Must be 0 with provisioner `karpenter`. */
  readonly minimumNodes: number;
  /** Average share of the maximum that runs over a month, from 0 to 1. Used only by the cost estimate. */
  readonly expectedShareOfMaximum: number;
  /** Disk of each node for images, pods and data sets, in GiB. */
  readonly diskGibibytes: number;
  /** GPU sharing. Requires provisioner `managedNodeGroup`. @default - each GPU belongs to one pod */
  readonly gpuSharing?: GpuSharing | undefined;
  /** Whether nodes have Elastic Fabric Adapters. Requires provisioner `managedNodeGroup`. */
  readonly efa: boolean;
  /** Whether nodes are in a cluster placement group. Requires provisioner `managedNodeGroup` and one zone. */
  readonly placementGroup: boolean;
  /** Name of the pool's capacity reservation. @default - none */
  readonly capacityReservation?: string | undefined;
}

/** Settings of an EC2 On-Demand Capacity Reservation. */
export interface CapacityReservationSettings {
  /** ID of the reservation: `cr-…`. */
  readonly id: string;
  /** Reserved instance type. */
  readonly instanceType: string;
  /** Availability zone of the reservation. */
  readonly zone: string;
  /** Number of reserved instances. */
  readonly count: number;
}

/** Settings of node pools by name. */
export type Pools = Readonly<Record<string, PoolSettings>>;
