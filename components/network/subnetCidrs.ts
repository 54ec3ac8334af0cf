import { addressCount, type Cidr, formatCidr } from "../../core/network/cidr";

/**
 * Tiers of subnets. Every zone has one subnet of each tier.
 *
 * - `public`: route to the Internet gateway; load balancers and NAT gateways.
 * - `private`: route to a NAT gateway; nodes and pods.
 * - `intra`: no route to the Internet; network interfaces of the control plane, interface endpoints, databases.
 */
const tiers = ["private", "public", "intra"] as const;

/** A tier of subnets. */
export type Tier = (typeof tiers)[number];

/** Letters of zones that the layout has room for. No region has a zone after `h`. */
export const zoneLetters = "abcdefgh";

/** Prefix length of the largest network. */
export const largestNetworkPrefix = 16;

/** Prefix length of the smallest network: its public subnets are /26, and load balancers require /27 or larger. */
export const smallestNetworkPrefix = 20;

/**
 * Position of each tier in the network, in units of 1/64 of the network: start of the first zone's subnet, and size of
 * each subnet. A /16 has eight private /20 (4,091 addresses each), eight public /22, eight intra /22, and its last
 * quarter is free.
 *
 * Never change these numbers: AWS replaces a subnet whose block changes, with all nodes and databases in it.
 */
const layout: Record<Tier, { start: number; size: number }> = {
  private: { start: 0, size: 4 },
  public: { start: 32, size: 1 },
  intra: { start: 40, size: 1 },
};
const unitsInNetwork = 64;

/** IPv4 blocks of a zone's subnets by tier. */
export type ZoneCidrs = { readonly [tier in Tier]: string };

/**
 * Returns the IPv4 blocks of all subnets by zone. The position of a zone depends only on its letter, so adding,
 * removing or reordering zones does not move the subnets of other zones.
 *
 * @param network A block from /16 to /20. The settings' check enforces it.
 * @param zones Names of zones, such as `us-west-2a`, with letters from `a` to `h`.
 */
export function subnetCidrs(network: Cidr, zones: readonly string[]): ReadonlyMap<string, ZoneCidrs> {
  return new Map(
    zones.map((zone) => {
      const slot = zoneLetters.indexOf(zoneLetter(zone));
      const cidr = (tier: Tier) => formatCidr(block(network, layout[tier], slot));
      return [zone, { private: cidr("private"), public: cidr("public"), intra: cidr("intra") }];
    }),
  );
}

/** Returns the last letter of a zone's name, which the names of the zone's resources contain. */
export function zoneLetter(zone: string): string {
  return zone.slice(-1);
}

function block(network: Cidr, { start, size }: { start: number; size: number }, slot: number): Cidr {
  const unit = addressCount(network) / unitsInNetwork;
  return {
    base: network.base + (start + slot * size) * unit,
    prefix: network.prefix + Math.log2(unitsInNetwork / size),
  };
}
