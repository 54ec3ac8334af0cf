import type { CapacityType, GpuSharingMode, Provisioner, Purpose } from "./nodePool";

/** How the pods of a pool share each GPU. */
export interface GpuSharing {
  /** `timeSlicing` does not isolate memory; `mig` partitions the hardware. */
  readonly mode: GpuSharingMode;
  /** Pods that share a GPU by time slicing. */
  readonly replicas?: number | undefined;
  /** Partition of a GPU by MIG: `1g.10gb`. */
  readonly profile?: string | undefined;
}

/** A pool of nodes as it is asked for: what `Compute` takes, by the pool's name. */
export interface PoolSettings {
  readonly provisioner: Provisioner;
  /** What runs there: nodes of `training` are never taken from a running job. */
  readonly purpose: Purpose;
  /** Types of the catalogue, all with the same accelerator. */
  readonly instanceTypes: readonly string[];
  /** How nodes are bought; Karpenter takes them in its own order. */
  readonly capacityTypes: readonly CapacityType[];
  /** Zones of the network that the pool stays in. @default - all zones of the network */
  readonly zones?: readonly string[] | undefined;
  /** The most that the pool may have: accelerators, or vCPUs where its nodes have none. */
  readonly limits: { readonly accelerators?: number | undefined; readonly vcpus?: number | undefined };
  /** Nodes that are always there, of a managed pool alone. */
  readonly minimumNodes: number;
  /** Share of the maximum that is expected to run over a month, 0 to 1: for the estimate alone. */
  readonly expectedShareOfMaximum: number;
  /** Disk of each node for images, pods and data sets, GiB. */
  readonly diskGibibytes: number;
  /** Of a managed pool alone. @default - a GPU is one pod's */
  readonly gpuSharing?: GpuSharing | undefined;
  /** Whether nodes of a managed pool get Elastic Fabric Adapters. */
  readonly efa: boolean;
  /** Whether nodes of a managed pool stand close to each other, in one zone. */
  readonly placementGroup: boolean;
  /** Name of the capacity reservation that the pool uses. @default - none */
  readonly capacityReservation?: string | undefined;
}

/** An on-demand capacity reservation of EC2 that pools use by its name. */
export interface CapacityReservationSettings {
  /** `cr-…`. */
  readonly id: string;
  readonly instanceType: string;
  readonly zone: string;
  /** Instances that it holds. */
  readonly count: number;
}

/** Pools by name. */
export type Pools = Readonly<Record<string, PoolSettings>>;
