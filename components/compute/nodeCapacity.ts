import type { InstanceType } from "./instanceCatalogue";

/** What pods can have of a node. */
export interface NodeCapacity {
  readonly milliCpus: number;
  readonly memoryMebibytes: number;
}

/** What the hypervisor keeps of an instance's memory: the share that Karpenter assumes (`vmMemoryOverheadPercent`). */
const virtualMachineShare = 0.075;

/** Memory at which the kubelet begins to evict pods, MiB. */
const evictionMebibytes = 100;

/** What agents on each node ask for together: network, volumes, metrics, logs, Pod Identity. */
const agents: NodeCapacity = { milliCpus: 500, memoryMebibytes: 1024 };

/** What a node of a type has: EC2 sells more memory than that. MiB. */
export function nodeMemoryMebibytes({ memoryMebibytes }: Pick<InstanceType, "memoryMebibytes">): number {
  return Math.floor(memoryMebibytes * (1 - virtualMachineShare));
}

/**
 * What the kubelet of a node of a type leaves to pods, agents among them.
 *
 * The kubelet's part is what EKS's images compute from cores and pods:
 * https://github.com/bottlerocket-os/bottlerocket/blob/develop/README.md (`kube-reserved`).
 */
export function allocatable(type: Pick<InstanceType, "vcpus" | "memoryMebibytes" | "maximumPods">): NodeCapacity {
  const kubelet = 255 + 11 * type.maximumPods;
  return {
    milliCpus: type.vcpus * 1000 - reservedMilliCpus(type.vcpus),
    memoryMebibytes: nodeMemoryMebibytes(type) - kubelet - evictionMebibytes,
  };
}

/** What one pod can ask for that has a node of a type to itself beside the agents that run on every node. */
export function nodeCapacity(type: Pick<InstanceType, "vcpus" | "memoryMebibytes" | "maximumPods">): NodeCapacity {
  const { milliCpus, memoryMebibytes } = allocatable(type);
  return {
    milliCpus: Math.max(0, milliCpus - agents.milliCpus),
    memoryMebibytes: Math.max(0, memoryMebibytes - agents.memoryMebibytes),
  };
}

/** 6 % of the first core, 1 % of the second, 0.5 % of the next two, 0.25 % of each further one. */
function reservedMilliCpus(vcpus: number): number {
  const share = (from: number, to: number, perCore: number) => Math.max(0, Math.min(vcpus, to) - from) * perCore;
  return share(0, 1, 60) + share(1, 2, 10) + share(2, 4, 5) + share(4, Number.POSITIVE_INFINITY, 2.5);
}
