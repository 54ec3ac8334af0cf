import type { CrossFieldIssue } from "../../../core/schema/crossField";
import type { Pools } from "../../compute/poolSettings";
import type { TeamQuota } from "../../tenancy/teamQuota";
import { nodeProblems } from "./nodeFit";
import type { PodCount, PodSize, SizePaths } from "./podSize";
import { poolProblems } from "./poolFit";
import { quotaProblems } from "./quotaFit";

export interface SizeRequest {
  readonly size: PodSize;
  readonly paths: SizePaths;
  readonly pools: Pools;
  readonly team: string;
  readonly quota: TeamQuota;
}

/**
 * Returns the reasons for which the pods of a workload can never run: a pod is larger than every node of its pools
 * (CPU, memory, accelerators, disk), or the pods together exceed the team's quota or the limits of the pools. Every
 * kind of workload uses it.
 *
 * The LimitRange of a team follows from its quota and from the largest node (`containerLimits`). Containers that pass
 * these checks also keep it.
 *
 * @param counts Situations that must work, the smallest first. Each limit is reported for the first of them that
 * exceeds it.
 */
export function sizeProblems(request: SizeRequest, counts: readonly PodCount[]): CrossFieldIssue[] {
  // Without a pool there is no node, and the missing pool is already reported.
  if (request.size.placement.problems.length > 0) return [];
  return [...nodeProblems(request.size, request.paths, request.pools), ...countProblems(request, counts)];
}

/**
 * Returns the limits that the pods of a workload reach although it can run, for warnings.
 *
 * @param counts Situations that may occur, the smallest first.
 */
export function countProblems(request: SizeRequest, counts: readonly PodCount[]): CrossFieldIssue[] {
  if (request.size.placement.problems.length > 0) return [];
  const found = counts.flatMap((count) => [...quotaProblems(request, count), ...poolProblems(request, count)]);
  const limits = found.map(({ limit }) => limit);
  return found.filter(({ limit }, index) => limits.indexOf(limit) === index).map(({ issue }) => issue);
}
