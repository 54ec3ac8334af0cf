import { type CrossFieldIssue, issueIf } from "../../../core/schema/crossField";
import { findInstanceType, type InstanceType } from "../../compute/instanceCatalogue";
import { nodeCapacity } from "../../compute/nodeCapacity";
import { devicesOfNode, type Placement } from "../../compute/placement";
import type { Pools } from "../../compute/poolSettings";
import {
  acceleratorsOf,
  mebibytesPerGibibyte,
  type PodSize,
  type SizePaths,
  suggestedGibibytes,
  suggestedVcpus,
} from "./podSize";

/** Share of a node's disk that is available to pods. Images and logs use the rest. */
const diskShare = 0.6;

/** A kind of node on which a pod may run. */
export interface PodNode {
  readonly pool: string;
  readonly type: InstanceType;
  /** The most that one pod can request, beside the agents of the node. */
  readonly milliCpus: number;
  readonly memoryMebibytes: number;
  readonly diskMebibytes: number;
  /** Accelerators, or shares of them, that the node offers to pods. */
  readonly devices: number;
}

/** Returns the nodes with enough accelerators for a pod, the smallest first. */
export function podNodes(placement: Placement, pools: Pools): PodNode[] {
  const asked = acceleratorsOf(placement);
  return placement.pools
    .flatMap((pool) => {
      const { instanceTypes = [], gpuSharing, diskGibibytes = 0 } = pools[pool] ?? {};
      return instanceTypes
        .flatMap((name) => findInstanceType(name) ?? [])
        .map((type) => ({
          pool,
          type,
          ...nodeCapacity(type),
          diskMebibytes: Math.floor(diskGibibytes * diskShare) * mebibytesPerGibibyte,
          devices: devicesOfNode(type, gpuSharing),
        }));
    })
    .filter(({ devices }) => devices >= asked)
    .sort((one, other) => one.memoryMebibytes - other.memoryMebibytes || one.milliCpus - other.milliCpus);
}

/** Returns whether a pod fits a node that runs only this pod and the agents. */
export function fits(size: PodSize, node: PodNode): boolean {
  return (
    size.milliCpus <= node.milliCpus &&
    size.memoryMebibytes <= node.memoryMebibytes &&
    size.diskMebibytes <= node.diskMebibytes
  );
}

/** Returns the problems of a pod that is larger than every node on which it may run. */
export function nodeProblems(size: PodSize, paths: SizePaths, pools: Pools): CrossFieldIssue[] {
  const nodes = podNodes(size.placement, pools);
  // The placement or the number of accelerators is wrong, and reported as such.
  if (nodes.length === 0 || nodes.some((node) => fits(size, node))) return [];
  const names = size.placement.pools.join(" or ");
  const most = (of: (node: PodNode) => number) => Math.max(...nodes.map(of));
  const milliCpus = most((node) => node.milliCpus);
  const memory = most((node) => node.memoryMebibytes);
  const disk = Math.max(0, most((node) => node.diskMebibytes) - (paths.otherDiskMebibytes ?? 0)) / mebibytesPerGibibyte;
  const beyond = [
    ...issueIf(size.milliCpus > milliCpus, {
      path: paths.vcpus,
      message: `must be at most ${suggestedVcpus(milliCpus)}: no node of pool ${names} has more vCPUs for one pod`,
      fix: `use ${suggestedVcpus(milliCpus)} or less, or add a larger instance type to the pool`,
    }),
    ...issueIf(size.memoryMebibytes > memory, {
      path: paths.memory,
      message: `must be at most ${suggestedGibibytes(memory)}: no node of pool ${names} has more GiB of memory for one pod`,
      fix: `use ${suggestedGibibytes(memory)} or less, or add a larger instance type to the pool`,
    }),
    ...issueIf(size.diskMebibytes > most((node) => node.diskMebibytes), {
      path: paths.disk,
      message: `must be at most ${Math.floor(disk)}: a disk of pool ${names} has no more space for pods`,
      fix: "reduce it, or raise diskGibibytes of the pool",
    }),
  ];
  return beyond.length > 0 ? beyond : [noNodeWithBoth(size, nodes, names)];
}

/** Each amount fits a node, but not the same one. */
function noNodeWithBoth(size: PodSize, nodes: readonly PodNode[], pool: string): CrossFieldIssue {
  const enoughCpu = nodes.filter(({ milliCpus }) => milliCpus >= size.milliCpus);
  const memory = suggestedGibibytes(Math.max(...enoughCpu.map(({ memoryMebibytes }) => memoryMebibytes)));
  const vcpus = size.milliCpus / 1000;
  return {
    path: ["resources"],
    message: `must fit one node: nodes of pool ${pool} with ${vcpus} vCPUs for one pod have at most ${memory} GiB of memory`,
    fix: `use at most ${memory} GiB or fewer vCPUs, or add a larger instance type to the pool`,
  };
}
