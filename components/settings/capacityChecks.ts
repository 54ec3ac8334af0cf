import { addressCount, parseCidr } from "../../core/network/cidr";
import { issueIf } from "../../core/schema/crossField";
import { findInstanceType } from "../compute/instanceCatalogue";
import { nodeCapacity } from "../compute/nodeCapacity";
import { maximumNodes } from "../compute/nodePool";
import { largestNetworkPrefix, subnetCidrs } from "../network/subnetCidrs";
import { presets } from "./environments";
import { candidates } from "./poolCheck";
import type { Settings } from "./schema";
import type { SettingsCheck } from "./settingsCheck";

/** Checks of nodes against the network's addresses, and of the platform's pods against the system nodes. */
export const capacityChecks: readonly SettingsCheck[] = [
  {
    reads: ["network.cidr", "zones", "compute.pools", "cluster.systemNodes"],
    find: (settings) => {
      const needed = allNodes(settings);
      const { network, zones } = settings;
      const most = nodesOfNetwork(network.cidr, zones);
      return issueIf(needed > most, {
        message: `must have addresses for ${needed} nodes, the maximum of system nodes and pools: private subnets in ${zones.length} zones have addresses for about ${most}, since each node holds two blocks of 16 addresses for its pods`,
        fix: largerBlock(network.cidr, zones, needed),
      });
    },
  },
  {
    reads: [
      "cluster.systemNodes.minimum",
      "cluster.systemNodes.instanceTypes",
      "environment",
      "observability.prometheus",
    ],
    find: ({ cluster: { systemNodes }, environment, observability: { prometheus } }) => {
      const types = systemNodes.instanceTypes.flatMap((name) => findInstanceType(name) ?? []);
      if (types.length < systemNodes.instanceTypes.length) return [];
      const { requests } = presets[environment].cluster.systemNodes;
      const memory = requests.memoryMebibytes + prometheus.memoryMebibytes * presets[environment].cluster.replicas;
      const capacities = types.map(nodeCapacity);
      const cpus = Math.min(...capacities.map(({ milliCpus }) => milliCpus)) * systemNodes.minimum;
      const mebibytes = Math.min(...capacities.map(({ memoryMebibytes }) => memoryMebibytes)) * systemNodes.minimum;
      const least = Math.ceil(
        systemNodes.minimum * Math.max(requests.milliCpus / Math.max(cpus, 1), memory / Math.max(mebibytes, 1)),
      );
      // Another check rejects a single node outside of dev.
      const isChecked = environment === "dev" || systemNodes.minimum > 1;
      return issueIf(isChecked && (cpus < requests.milliCpus || mebibytes < memory), {
        message: `must be enough nodes for the platform services, which request at least ${requests.milliCpus / 1000} vCPUs and ${gibibytes(memory)} GiB: ${systemNodes.minimum} × ${systemNodes.instanceTypes.join(" or ")} offer ${cpus / 1000} vCPUs and ${gibibytes(mebibytes)} GiB to pods`,
        fix:
          Number.isFinite(least) && cpus > 0
            ? `set it to ${least} or more, or use larger instance types`
            : "use larger instance types, such as m7i.xlarge",
      });
    },
  },
  {
    reads: ["observability.prometheus.memoryMebibytes", "cluster.systemNodes.instanceTypes"],
    find: ({ cluster: { systemNodes }, observability: { prometheus } }) => {
      const types = systemNodes.instanceTypes.flatMap((name) => findInstanceType(name) ?? []);
      if (types.length < systemNodes.instanceTypes.length) return [];
      const most = Math.min(...types.map((type) => nodeCapacity(type).memoryMebibytes));
      return issueIf(prometheus.memoryMebibytes > most, {
        message: `must be at most ${most}: a system node offers no more to one pod`,
        fix: "lower it, or use system nodes with more memory in mlops:cluster.systemNodes.instanceTypes",
      });
    },
  },
];

/** Blocks of 16 addresses that the VPC CNI assigns to nodes: one in use and one warm (`WARM_PREFIX_TARGET`). */
const blocksOfNode = 2;
const addressesOfBlock = 16;

/**
 * Returns the approximate number of nodes for which the private subnets have addresses. EC2 reserves five addresses in
 * the first and the last block of a subnet. The own address of a node is in a block that cannot be assigned as a whole.
 */
function nodesOfNetwork(cidr: string, zones: readonly string[]): number {
  const network = parseCidr(cidr);
  if (!network) return 0;
  return [...subnetCidrs(network, zones).values()].reduce((sum, subnets) => {
    const subnet = parseCidr(subnets.private);
    if (!subnet) return sum;
    const blocks = Math.floor(addressCount(subnet) / addressesOfBlock) - 2;
    const addressesOfEdgeBlocks = 2 * addressesOfBlock - 5;
    return (
      sum + Math.floor((blocks * addressesOfBlock + addressesOfEdgeBlocks) / (blocksOfNode * addressesOfBlock + 1))
    );
  }, 0);
}

function allNodes(settings: Settings): number {
  const pools = candidates(settings).map(({ name, pool }) =>
    maximumNodes({ ...pool, name, zones: pool.zones ?? settings.zones }),
  );
  return pools.reduce((sum, nodes) => sum + Math.max(0, nodes), settings.cluster.systemNodes.maximum);
}

/** Returns a fix with the smallest block that is large enough, or, if no allowed block is, with other ways. */
function largerBlock(cidr: string, zones: readonly string[], needed: number): string {
  const [address = "", prefix = ""] = cidr.split("/");
  const first = address.split(".").slice(0, 2).join(".");
  for (let length = Number(prefix) - 1; length >= largestNetworkPrefix; length -= 1) {
    if (nodesOfNetwork(`${first}.0.0/${length}`, zones) >= needed) {
      return `use a /${length} block, such as ${first}.0.0/${length}, or lower limits of mlops:compute.pools or mlops:cluster.systemNodes.maximum`;
    }
  }
  return "lower limits of mlops:compute.pools or mlops:cluster.systemNodes.maximum, or use larger instance types";
}

function gibibytes(mebibytes: number): string {
  return (mebibytes / 1024).toFixed(1);
}
