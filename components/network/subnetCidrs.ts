import { addressCount, type Cidr, formatCidr } from "../../core/network/cidr";

/**
 * The tiers of subnets that every zone has.
 *
 * - `public`: a route to the Internet; load balancers and NAT gateways.
 * - `private`: a route out through NAT; nodes and their pods.
 * - `intra`: no route out; the control plane's network interfaces, interface endpoints, databases.
 */
const tiers = ["private", "public", "intra"] as const;
export type Tier = (typeof tiers)[number];

/** Zones that the layout has room for: no region has a zone beyond `h`. */
export const zoneLetters = "abcdefgh";

/** Sizes of network that the layout fits: at /20 a public subnet is a /26, just above the /27 that load balancers ask for. */
export const largestNetworkPrefix = 16;
export const smallestNetworkPrefix = 20;

/**
 * Where each tier lies in the network, in sixty-fourths of it: where the first zone's subnet starts, and the size of
 * one. Of a /16: private /20 (4,091 addresses) for eight zones, public /22 and intra /22 for eight zones, and the last
 * quarter free for what nobody has thought of yet.
 *
 * Never change these figures: a subnet that moves is replaced, with every node and database in it.
 */
const layout: Record<Tier, { start: number; size: number }> = {
  private: { start: 0, size: 4 },
  public: { start: 32, size: 1 },
  intra: { start: 40, size: 1 },
};
const unitsInNetwork = 64;

/** The blocks of one zone's subnets. */
export type ZoneCidrs = { readonly [tier in Tier]: string };

/**
 * Decides every subnet's CIDR. A zone's place follows from its letter alone, so that zones that are added, removed or
 * listed in another order move no subnet.
 *
 * @param network A block from /16 to /20, as the settings make sure.
 * @param zones Zone names, such as `eu-west-1a`, with letters from `a` to `h`.
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

/** The last letter of a zone's name: the name of the zone's resources. */
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
