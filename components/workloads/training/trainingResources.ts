import { fabricResource } from "../../../core/kubernetes/accelerators";
import { binaryQuantity } from "../../../core/kubernetes/quantities";
import { type CrossFieldIssue, issueIf } from "../../../core/schema/crossField";
import { findInstanceType, type InstanceType } from "../../compute/instanceCatalogue";
import { devicesPerGpu } from "../../compute/managed/userData";
import { nodeCapacity } from "../../compute/nodeCapacity";
import type { Placement } from "../../compute/placement";
import type { Pools } from "../../compute/poolSettings";
import { acceleratorQuotaProblems, type TeamQuota } from "../../tenancy/teamQuota";
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
}

const mebibytesPerGibibyte = 1024;
const defaultScratchGibibytes = 20;
/** Share of a node's disk that is available to pods. Images and logs use the rest. */
const diskShare = 0.6;

/**
 * Returns the resources of the program on each node. Resources that are not set default to a share of the smallest node that
 * fits. A pod with one of a node's four accelerators gets a quarter of the node, so that four such pods fit.
 */
export function trainingResources(request: ResourcesRequest): ResolvedResources {
  const { given, placement } = request;
  const nodes = fittingNodes(request);
  const smallest = nodes.find(
    (node) =>
      node.milliCpus >= (given.vcpus ?? 0) * 1000 &&
      node.memoryMebibytes >= (given.memoryGibibytes ?? 0) * mebibytesPerGibibyte,
  );
  const share = smallest ?? nodes.at(-1) ?? { milliCpus: 0, memoryMebibytes: 0, share: 1 };
  const memoryMebibytes =
    given.memoryGibibytes !== undefined
      ? Math.round(given.memoryGibibytes * mebibytesPerGibibyte)
      : roundDown(share.memoryMebibytes * share.share, 64);
  const sharedMemoryMebibytes =
    given.sharedMemoryGibibytes !== undefined
      ? Math.round(given.sharedMemoryGibibytes * mebibytesPerGibibyte)
      : roundDown(memoryMebibytes / 4, 64);
  const milliCpus =
    given.vcpus !== undefined ? Math.round(given.vcpus * 1000) : roundDown(share.milliCpus * share.share, 100);
  const scratchMebibytes = Math.round((given.scratchGibibytes ?? defaultScratchGibibytes) * mebibytesPerGibibyte);
  const resolved = { milliCpus, memoryMebibytes, sharedMemoryMebibytes, scratchMebibytes };
  // Without a pool there is no node size, and the missing pool is already reported.
  if (placement.problems.length > 0) return { ...resolved, problems: [] };
  return {
    ...resolved,
    problems: [
      ...nodeProblems(request, resolved, smallest !== undefined),
      ...fabricProblems(request),
      ...quotaProblems(request, resolved),
    ],
  };
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

/** Accelerators that each pod requests. */
function acceleratorCount({ resources }: Placement): number {
  const counted = Object.entries(resources).filter(([resource]) => resource !== fabricResource);
  return Math.max(0, ...counted.map(([, count]) => Number(count)));
}

interface FittingNode {
  readonly milliCpus: number;
  readonly memoryMebibytes: number;
  /** Share of the node that corresponds to the requested accelerators. */
  readonly share: number;
}

/** Allocatable resources of nodes with enough accelerators, the smallest node first. */
function fittingNodes({ placement, pools }: ResourcesRequest): FittingNode[] {
  const asked = acceleratorCount(placement);
  return placement.pools
    .flatMap((name) => {
      const { instanceTypes = [], gpuSharing } = pools[name] ?? {};
      return instanceTypes.flatMap((type) => findInstanceType(type) ?? []).map((type) => ({ type, gpuSharing }));
    })
    .map(({ type, gpuSharing }) => ({ type, devices: devicesOf(type, gpuSharing) }))
    .filter(({ devices }) => devices >= asked)
    .map(({ type, devices }) => ({ ...nodeCapacity(type), share: asked === 0 ? 1 : asked / devices }))
    .sort((one, other) => one.memoryMebibytes - other.memoryMebibytes || one.milliCpus - other.milliCpus);
}

function devicesOf({ accelerator }: InstanceType, sharing: Pools[string]["gpuSharing"]): number {
  return accelerator ? accelerator.count * devicesPerGpu(sharing, accelerator) : 0;
}

function nodeProblems(
  { given, placement, pools }: ResourcesRequest,
  asked: Omit<ResolvedResources, "problems">,
  fits: boolean,
): CrossFieldIssue[] {
  const disk = Math.min(...placement.pools.map((name) => pools[name]?.diskGibibytes ?? 0));
  const mostScratch = Math.floor(disk * diskShare);
  const names = placement.pools.join(" or ");
  const { vcpus = "any", memoryGibibytes = "any" } = given;
  const memory = asked.memoryMebibytes / mebibytesPerGibibyte;
  return [
    ...issueIf(!fits, {
      path: ["resources"],
      message: `must fit a node: no node of pool ${names} has ${vcpus} vCPUs and ${memoryGibibytes} GiB for one pod`,
      fix: "reduce resources, or add a larger instance type to the pool",
    }),
    ...issueIf(asked.sharedMemoryMebibytes >= asked.memoryMebibytes, {
      path: ["resources", "sharedMemoryGibibytes"],
      message: `must be less than the memory, ${memory} GiB, because it is part of the memory`,
      fix: "reduce it, or raise resources.memoryGibibytes",
    }),
    ...issueIf(asked.scratchMebibytes > mostScratch * mebibytesPerGibibyte, {
      path: ["resources", "scratchGibibytes"],
      message: `must be at most ${mostScratch}: a disk of pool ${names} has no more space for pods`,
      fix: "reduce it, or raise diskGibibytes of the pool",
    }),
  ];
}

/** A pod whose share of the adapters is less than one gets none, and NCCL uses TCP without a message. */
function fabricProblems({ placement, pools, nodes }: ResourcesRequest): CrossFieldIssue[] {
  const fabric = placement.pools.find((name) => pools[name]?.efa);
  if (nodes === 1 || fabric === undefined || placement.resources[fabricResource] !== undefined) return [];
  return [
    {
      path: ["acceleratorCount"],
      message: `must be high enough for an Elastic Fabric Adapter: ${acceleratorCount(placement)} of a node's accelerators in pool ${fabric} get none, and nodes would communicate over TCP`,
      fix: "use all accelerators of a node, or a pool without efa",
    },
  ];
}

function quotaProblems(
  { placement, team, quota, nodes }: ResourcesRequest,
  asked: Omit<ResolvedResources, "problems">,
): CrossFieldIssue[] {
  const vcpus = (asked.milliCpus * nodes) / 1000;
  const memory = (asked.memoryMebibytes * nodes) / mebibytesPerGibibyte;
  const within = (setting: keyof TeamQuota, what: string, value: number, argument = "resources") =>
    issueIf(value > quota[setting], {
      path: [argument],
      message: `must fit the team's quota: all pods together request ${value} ${what}, and the quota of team ${team} is ${quota[setting]}`,
      fix: `reduce ${argument}, or raise mlops:teams.${team}.${setting} to ${Math.ceil(value)} or more`,
    });
  return [
    ...acceleratorQuotaProblems({ team, quota }, placement.resources, nodes),
    ...within("vcpus", "vCPUs", vcpus),
    ...within("memoryGibibytes", "GiB of memory", memory),
    ...within("pods", "pods", nodes, "nodes"),
  ];
}

function roundDown(value: number, step: number): number {
  return Math.floor(value / step) * step;
}
