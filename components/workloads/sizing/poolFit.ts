import { mostValuableMix } from "../../../core/numbers/mix";
import type { CrossFieldIssue } from "../../../core/schema/crossField";
import { countedPerNode } from "../../compute/nodePool";
import type { Pools } from "../../compute/poolSettings";
import { fits, type PodNode, podNodes } from "./nodeFit";
import { acceleratorsOf, type LimitIssue, largestCount, type PodCount, type PodSize } from "./podSize";

/**
 * Returns the maximum number of pods of a size on all nodes that the limits of their pools allow, if no other pods run
 * there. Infinite for a pool without a limit.
 */
function mostPodsOfPools(size: PodSize, pools: Pools): number {
  const nodes = podNodes(size.placement, pools).filter((node) => fits(size, node));
  return size.placement.pools
    .map((pool) => {
      const { limits = {} } = pools[pool] ?? {};
      const limit = limits.accelerators ?? limits.vcpus ?? Number.POSITIVE_INFINITY;
      const kinds = nodes.filter((node) => node.pool === pool);
      return kinds.length === 0 ? 0 : mostPods(size, kinds, limit);
    })
    .reduce((sum, one) => sum + one, 0);
}

/** Combines nodes within a limit so that most pods fit. */
function mostPods(size: PodSize, nodes: readonly PodNode[], limit: number): number {
  if (limit === Number.POSITIVE_INFINITY) return limit;
  const kinds = nodes.map((node) => ({ weight: countedPerNode(node.type), value: podsPerNode(size, node) }));
  const counts = mostValuableMix(kinds, limit);
  return kinds.reduce((sum, { value }, index) => sum + value * (counts[index] ?? 0), 0);
}

function podsPerNode({ milliCpus, memoryMebibytes, diskMebibytes, placement }: PodSize, node: PodNode): number {
  const accelerators = acceleratorsOf(placement);
  const rooms = [
    [node.milliCpus, milliCpus],
    [node.memoryMebibytes, memoryMebibytes],
    [node.diskMebibytes, diskMebibytes],
    [node.devices, accelerators],
  ] as const;
  return Math.min(...rooms.map(([room, one]) => (one === 0 ? Number.POSITIVE_INFINITY : Math.floor(room / one))));
}

/** Returns a problem if the limits of the pools allow fewer nodes than the pods need. */
export function poolProblems(
  { size, pools }: { readonly size: PodSize; readonly pools: Pools },
  count: PodCount,
): LimitIssue[] {
  const most = mostPodsOfPools(size, pools);
  const asked = count.pods(count.value);
  // If no node has room for one pod, the size is wrong, and reported as such.
  if (asked <= most || count.path === undefined || most === 0) return [];
  const { during = "", consequence } = count;
  const names = size.placement.pools.join(" or ");
  const largest = largestCount(count, most);
  const settings = size.placement.pools.map((name) => `mlops:compute.pools.${name}.limits`).join(" or ");
  const issue: CrossFieldIssue = {
    path: count.path,
    message: `must fit the limits of pool ${names}: ${asked} pods${during} need more nodes than the limits allow, which have room for ${most}${consequence ? `, so that ${consequence}` : ""}`,
    fix: `${largest > 0 ? `use ${largest} or less` : "use smaller pods"}, or raise ${settings}`,
  };
  return [{ limit: "pools", issue }];
}
