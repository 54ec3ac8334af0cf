import { zoneLetter } from "../../network/subnetCidrs";
import { maximumNodes, type NodePool } from "../nodePool";

/** The part of a managed pool in one zone. */
export interface PoolZone {
  readonly zone: string;
  /** Suffix of the names of its resources: empty for a pool in one zone, else the zone's letter. */
  readonly suffix: string;
  readonly minimumNodes: number;
  readonly maximumNodes: number;
}

/**
 * Divides a managed pool among its zones, one node group in each. One Auto Scaling group over several zones would end
 * running jobs to balance its zones, and Cluster Autoscaler could not choose the zone of a pod's volume.
 *
 * The pool's limits are divided too: earlier zones get the remainder, and zones without a node get no group.
 */
export function zonesOfManagedPool(pool: NodePool, minimumNodes: number): PoolZone[] {
  const maximum = maximumNodes(pool);
  const count = pool.zones.length;
  return pool.zones.slice(0, maximum).map((zone, index) => ({
    zone,
    suffix: count === 1 ? "" : `-${zoneLetter(zone)}`,
    minimumNodes: part(minimumNodes, count, index),
    maximumNodes: part(maximum, count, index),
  }));
}

function part(whole: number, count: number, index: number): number {
  return Math.floor(whole / count) + (index < whole % count ? 1 : 0);
}
