import { fabricResource } from "../../../core/kubernetes/accelerators";
import { binaryQuantity } from "../../../core/kubernetes/quantities";
import { type CrossFieldIssue, issueIf } from "../../../core/schema/crossField";
import type { Placement } from "../../compute/placement";
import type { Pools } from "../../compute/poolSettings";
import type { TeamQuota } from "../../tenancy/teamQuota";
import { type PodNode, podNodes } from "../sizing/nodeFit";
import { acceleratorsOf, mebibytesPerGibibyte, type PodCount, type SizePaths } from "../sizing/podSize";
import { sizeProblems } from "../sizing/sizeProblems";
import type { TrainingResources } from "./trainingArguments";

/** Resources of the program on each node. */
export interface ResolvedResources {
  readonly milliCpus: number;
  readonly memoryMebibytes: number;
  readonly sharedMemoryMebibytes: number;
  readonly scratchMebibytes: number;
  readonly problems: readonly CrossFieldIssue[];
}

export interface ResourcesRequest {
  readonly given: TrainingResources;
  readonly placement: Placement;
  readonly pools: Pools;
  readonly team: string;
  readonly quota: TeamQuota;
  /** Number of pods that run at the same time. */
  readonly nodes: number;
  /** Argument that determines `nodes`. @default "nodes" */
  readonly counted?: "nodes" | "parallelism";
  /** Disk for files that another argument determines, such as a model, MiB. @default 0 */
  readonly otherDiskMebibytes?: number;
}

const defaultScratchGibibytes = 20;

const paths: SizePaths = {
  vcpus: ["resources", "vcpus"],
  memory: ["resources", "memoryGibibytes"],
  disk: ["resources", "scratchGibibytes"],
};

/**
 * Returns the resources of the program on each node. Resources that are not set default to a share of the smallest node
 * that fits. A pod with one of a node's four accelerators gets a quarter of the node, so that four such pods fit.
 */
export function trainingResources(request: ResourcesRequest): ResolvedResources {
  const { given, placement, otherDiskMebibytes = 0 } = request;
  const nodes = podNodes(placement, request.pools);
  const smallest = nodes.find(
    (node) =>
      node.milliCpus >= (given.vcpus ?? 0) * 1000 &&
      node.memoryMebibytes >= (given.memoryGibibytes ?? 0) * mebibytesPerGibibyte,
  );
  const sharedNode = smallest ?? nodes.at(-1);
  const share = sharedNode ? shareOf(sharedNode, placement) : { milliCpus: 0, memoryMebibytes: 0 };
  const memoryMebibytes =
    given.memoryGibibytes !== undefined
      ? Math.round(given.memoryGibibytes * mebibytesPerGibibyte)
      : roundDown(share.memoryMebibytes, 64);
  const sharedMemoryMebibytes =
    given.sharedMemoryGibibytes !== undefined
      ? Math.round(given.sharedMemoryGibibytes * mebibytesPerGibibyte)
      : roundDown(memoryMebibytes / 4, 64);
  const milliCpus = given.vcpus !== undefined ? Math.round(given.vcpus * 1000) : roundDown(share.milliCpus, 100);
  const scratchMebibytes = Math.round((given.scratchGibibytes ?? defaultScratchGibibytes) * mebibytesPerGibibyte);
  const resolved = { milliCpus, memoryMebibytes, sharedMemoryMebibytes, scratchMebibytes };
  if (placement.problems.length > 0) return { ...resolved, problems: [] };
  const size = { milliCpus, memoryMebibytes, diskMebibytes: scratchMebibytes + otherDiskMebibytes, placement };
  return {
    ...resolved,
    problems: [
      ...sizeProblems({ ...request, size, paths: { ...paths, otherDiskMebibytes } }, [podCount(request)]),
      ...sharedMemoryProblems(resolved),
      ...fabricProblems(request),
    ],
  };
}

function podCount({ nodes, counted = "nodes" }: ResourcesRequest): PodCount {
  return { path: nodes > 1 ? [counted] : undefined, value: nodes, pods: (value) => value };
}

/** Returns requests and limits. CPU has no limit, so that the program can use idle CPU. */
export function containerResources({ resources }: Placement, asked: ResolvedResources) {
  const memory = binaryQuantity(asked.memoryMebibytes);
  return {
    requests: {
      cpu: cpuQuantity(asked.milliCpus),
      memory,
      "ephemeral-storage": binaryQuantity(asked.scratchMebibytes),
      ...resources,
    },
    limits: { memory, ...resources },
  };
}

/** Formats CPU as Kubernetes stores it: whole CPUs without the suffix m. */
function cpuQuantity(milliCpus: number): string {
  return milliCpus % 1000 === 0 ? String(milliCpus / 1000) : `${milliCpus}m`;
}

/** Returns the part of a node that corresponds to the requested accelerators. */
function shareOf(node: PodNode, placement: Placement): Pick<PodNode, "milliCpus" | "memoryMebibytes"> {
  const asked = acceleratorsOf(placement);
  const share = asked === 0 ? 1 : asked / node.devices;
  return { milliCpus: node.milliCpus * share, memoryMebibytes: node.memoryMebibytes * share };
}

function sharedMemoryProblems({
  memoryMebibytes,
  sharedMemoryMebibytes,
}: Omit<ResolvedResources, "problems">): readonly CrossFieldIssue[] {
  return issueIf(sharedMemoryMebibytes >= memoryMebibytes, {
    path: ["resources", "sharedMemoryGibibytes"],
    message: `must be less than the memory, ${memoryMebibytes / mebibytesPerGibibyte} GiB, because it is part of the memory`,
    fix: "reduce it, or raise resources.memoryGibibytes",
  });
}

/** A pod whose share of the adapters is less than one gets none, and NCCL uses TCP without a message. */
function fabricProblems({ placement, pools, nodes }: ResourcesRequest): CrossFieldIssue[] {
  const fabric = placement.pools.find((name) => pools[name]?.efa);
  if (nodes === 1 || fabric === undefined || placement.resources[fabricResource] !== undefined) return [];
  return [
    {
      path: ["acceleratorCount"],
      message: `must be high enough for an Elastic Fabric Adapter: ${acceleratorsOf(placement)} of a node's accelerators in pool ${fabric} get none, and nodes would communicate over TCP`,
      fix: "use all accelerators of a node, or a pool without efa",
    },
  ];
}

function roundDown(value: number, step: number): number {
  return Math.floor(value / step) * step;
}
