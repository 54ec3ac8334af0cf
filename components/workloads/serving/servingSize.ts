import type { ArgumentCheck } from "../kind";
import type { PodCount, PodSize } from "../sizing/podSize";
import { countProblems, type SizeRequest, sizeProblems } from "../sizing/sizeProblems";
import type { ContainerSize } from "./containerSize";
import { podsDuringUpdate, type ReplicaRange } from "./replicas";
import { type Placed, placedBy, servingPlacement } from "./servingChecks";

interface Sized extends Placed {
  readonly resources: ContainerSize;
  readonly replicas: ReplicaRange;
}

/** What one kind of served model knows of its pods. */
export interface ServedPods<Args extends Sized> {
  /** Arguments that `minimums` and `diskGibibytes` depend on, besides `replicas`. */
  readonly reads: readonly string[];
  /** Returns the minimum number of pods of each version for a value of `replicas.minimum`. */
  minimums(args: Args, minimum: number): readonly number[];
  /** Returns the disk of each pod that the model's argument determines, GiB. */
  diskGibibytes(args: Args): number;
  /** Disk of each pod for other files, GiB. */
  readonly otherDiskGibibytes: number;
}

/**
 * Requests of the container that downloads the model. It runs before the server, and its limits count towards the
 * quota.
 */
const download = { milliCpus: 250, memoryMebibytes: 1024 } as const;

/**
 * Returns the rules for which a model could never run or never be updated: its minimum number of pods, and the pods
 * that an update adds to them. An update starts new pods before it ends old ones, so that without room for them `up`
 * waits until it fails.
 */
export function servingSizeChecks<Args extends Sized>(pods: ServedPods<Args>): readonly ArgumentCheck<Args>[] {
  const count = (args: Args, update: boolean): PodCount => ({
    path: ["replicas", "minimum"],
    value: args.replicas.minimum,
    pods: (minimum) => sum(pods.minimums(args, minimum).map((one) => (update ? podsDuringUpdate(one) : one))),
    ...(update && { during: " during an update" }),
  });
  const find = (args: Args) => sizeProblems(sizeRequest(args, pods), [count(args, false), count(args, true)]);
  return [{ reads: readsOf(pods), find }];
}

/**
 * Returns the rules about the maximum of the autoscaler, for warnings: the model runs, but not with as many pods as the
 * maximum says. Several models may share a quota on purpose, each with a maximum that only some can reach at a time.
 */
export function servingSizeWarnings<Args extends Sized>(pods: ServedPods<Args>): readonly ArgumentCheck<Args>[] {
  const count = (args: Args, update: boolean): PodCount => ({
    path: ["replicas", "maximum"],
    value: args.replicas.maximum,
    // Canaries get only a share of the requests, and so rarely more than their minimum.
    pods: (maximum) => {
      const canaries = pods.minimums(args, args.replicas.minimum).slice(1);
      return sum([maximum, ...canaries].map((one) => (update ? podsDuringUpdate(one) : one)));
    },
    consequence: update
      ? "an update at the maximum waits until the load falls"
      : "the autoscaler stops before the maximum",
    ...(update && { during: " during an update" }),
  });
  const find = (args: Args) => countProblems(sizeRequest(args, pods), [count(args, false), count(args, true)]);
  return [{ reads: readsOf(pods), find }];
}

function readsOf<Args extends Sized>({ reads }: ServedPods<Args>): readonly string[] {
  return ["resources", ...placedBy, "replicas", ...reads];
}

function sizeRequest<Args extends Sized>(args: Args, pods: ServedPods<Args>): SizeRequest {
  const { workspace, resources } = args;
  const size: PodSize = {
    milliCpus: Math.max(resources.vcpus * 1000, download.milliCpus),
    memoryMebibytes: Math.max(resources.memoryGibibytes * 1024, download.memoryMebibytes),
    diskMebibytes: (pods.diskGibibytes(args) + pods.otherDiskGibibytes) * 1024,
    placement: servingPlacement(args),
  };
  const paths = {
    vcpus: ["resources", "vcpus"],
    memory: ["resources", "memoryGibibytes"],
    disk: ["model", "sizeGibibytes"],
    otherDiskMebibytes: pods.otherDiskGibibytes * 1024,
  };
  return { size, paths, pools: workspace.pools, quota: workspace.quota, team: workspace.team.team };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
