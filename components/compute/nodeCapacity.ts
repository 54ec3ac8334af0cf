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

/**
 * What one pod can ask for that has a node of a type to itself, a little less than there is: EC2 sells more memory than
 * a node has, the kubelet keeps a part for itself, and agents run on every node.
 *
 * The kubelet's part is what EKS's images compute from cores and pods:
 * https://github.com/bottlerocket-os/bottlerocket/blob/develop/README.md (`kube-reserved`).
 */
export function nodeCapacity({
  vcpus,
  memoryMebibytes,
  maximumPods,
}: Pick<InstanceType, "vcpus" | "memoryMebibytes" | "maximumPods">): NodeCapacity {
  const memory = Math.floor(memoryMebibytes * (1 - virtualMachineShare));
  return {
    milliCpus: Math.max(0, vcpus * 1000 - reservedMilliCpus(vcpus) - agents.milliCpus),
    memoryMebibytes: Math.max(0, memory - (255 + 11 * maximumPods) - evictionMebibytes - agents.memoryMebibytes),
  };
}

/** 6 % of the first core, 1 % of the second, 0.5 % of the next two, 0.25 % of each further one. */
function reservedMilliCpus(vcpus: number): number {
  const share = (from: number, to: number, perCore: number) => Math.max(0, Math.min(vcpus, to) - from) * perCore;
  return share(0, 1, 60) + share(1, 2, 10) + share(2, 4, 5) + share(4, Number.POSITIVE_INFINITY, 2.5);
}
