import { findInstanceType } from "../components/compute/instanceCatalogue";
import { countedPerNode } from "../components/compute/nodePool";
import type { PoolSettings } from "../components/compute/poolSettings";
import type { Settings } from "../components/settings/schema";
import { type Ec2Quota, ec2Quota, type Purchase } from "../core/aws/ec2Quotas";
import { compareText } from "../core/json/json";

/** vCPUs that a stack needs of a quota of EC2. */
export interface NeededQuota extends Ec2Quota {
  readonly purchase: Purchase;
  /** vCPUs of all nodes at their maximum. */
  readonly vcpus: number;
}

/** The settings that quotas depend on. */
export type QuotaSettings = Pick<Settings, "cluster" | "compute">;

/**
 * Returns the EC2 quotas that the nodes of a stack need at their maximum, the largest need first. A pool with several
 * capacity types counts in full for each: all of its nodes may be of one. Reserved instances count as on-demand
 * instances.
 */
export function neededQuotas({ cluster: { systemNodes }, compute }: QuotaSettings): NeededQuota[] {
  const needs = [
    needOf(systemNodes.instanceTypes, "onDemand", (type) => systemNodes.maximum * vcpusOf(type)),
    ...Object.values(compute.pools).flatMap(needsOfPool),
  ];
  const sums = new Map<string, NeededQuota>();
  for (const need of needs.flat()) {
    const vcpus = need.vcpus + (sums.get(need.code)?.vcpus ?? 0);
    sums.set(need.code, { ...need, vcpus });
  }
  return [...sums.values()].sort((one, other) => other.vcpus - one.vcpus || compareText(one.code, other.code));
}

function needsOfPool({ instanceTypes, capacityTypes, limits }: PoolSettings): NeededQuota[] {
  const limit = limits.accelerators ?? limits.vcpus ?? 0;
  const purchases = new Set(capacityTypes.map((type): Purchase => (type === "spot" ? "spot" : "onDemand")));
  return [...purchases].flatMap((purchase) =>
    needOf(instanceTypes, purchase, (name) => {
      const type = findInstanceType(name);
      return type ? Math.floor(limit / countedPerNode(type)) * type.vcpus : 0;
    }),
  );
}

/** Returns the need for each quota of the types: that of the type with the most vCPUs, which all nodes may have. */
function needOf(types: readonly string[], purchase: Purchase, vcpus: (type: string) => number): NeededQuota[] {
  const byCode = new Map<string, NeededQuota>();
  for (const type of types) {
    const quota = ec2Quota(type, purchase);
    if (!quota) continue;
    const most = Math.max(vcpus(type), byCode.get(quota.code)?.vcpus ?? 0);
    byCode.set(quota.code, { ...quota, purchase, vcpus: most });
  }
  return [...byCode.values()].filter((need) => need.vcpus > 0);
}

function vcpusOf(type: string): number {
  return findInstanceType(type)?.vcpus ?? 0;
}

/** Lines of the plan: each quota with its need, and where to read how to request it. */
export function quotaLines(settings: QuotaSettings): string[] {
  const needs = neededQuotas(settings);
  return [
    ...needs.map(
      ({ name, code, vcpus, initial }) => `${vcpus} vCPUs of ${name} (${code}; new accounts have ${initial})`,
    ),
    ...(needs.length > 0
      ? ["at the maximum of all nodes; docs/quotas.md has the commands to compare and request"]
      : []),
  ];
}
