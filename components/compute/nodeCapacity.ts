import type { InstanceType } from "./instanceCatalogue";

/** CPU and memory of a node that pods can use. */
export interface NodeCapacity {
  /** CPU, in thousandths of a core. */
  readonly milliCpus: number;
  /** Memory, in MiB. */
  readonly memoryMebibytes: number;
}

/**
 * Share of an instance's memory that the hypervisor uses: the value that Karpenter assumes (`vmMemoryOverheadPercent`).
 */
const virtualMachineShare = 0.075;

/** Free memory below which the kubelet evicts pods, in MiB. */
const evictionMebibytes = 100;

/** Total requests of the agents on each node: network, volumes, metrics, logs, Pod Identity. */
const agents: NodeCapacity = { milliCpus: 500, memoryMebibytes: 1024 };

/** Returns the memory of a node, in MiB: less than EC2 advertises for the instance type. */
export function nodeMemoryMebibytes({ memoryMebibytes }: Pick<InstanceType, "memoryMebibytes">): number {
  return Math.floor(memoryMebibytes * (1 - virtualMachineShare));
}

/**
 * Returns the allocatable capacity of a node, for all pods including agents.
 *
 * The images of EKS compute the kubelet's reservation from the numbers of cores and pods:
 * https://github.com/bottlerocket-os/bottlerocket/blob/develop/README.md (`kube-reserved`).
 */
export function allocatable(type: Pick<InstanceType, "vcpus" | "memoryMebibytes" | "maximumPods">): NodeCapacity {
  const kubelet = 255 + 11 * type.maximumPods;
  return {
    milliCpus: type.vcpus * 1000 - reservedMilliCpus(type.vcpus),
    memoryMebibytes: nodeMemoryMebibytes(type) - kubelet - evictionMebibytes,
  };
}

/** Returns the most that one pod can request on a node that runs only this pod and the agents. */
export function nodeCapacity(type: Pick<InstanceType, "vcpus" | "memoryMebibytes" | "maximumPods">): NodeCapacity {
  const { milliCpus, memoryMebibytes } = allocatable(type);
  return {
    milliCpus: Math.max(0, milliCpus - agents.milliCpus),
    memoryMebibytes: Math.max(0, memoryMebibytes - agents.memoryMebibytes),
  };
}

/** 6 % of the first core, 1 % of the second, 0.5 % of each of the next two, and 0.25 % of each further core. */
function reservedMilliCpus(vcpus: number): number {
  const share = (from: number, to: number, perCore: number) => Math.max(0, Math.min(vcpus, to) - from) * perCore;
  return share(0, 1, 60) + share(1, 2, 10) + share(2, 4, 5) + share(4, Number.POSITIVE_INFINITY, 2.5);
}
