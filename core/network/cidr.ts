import ipaddr from "ipaddr.js";

/** An IPv4 block: its first address as a number, and its prefix length in bits. */
export interface Cidr {
  readonly base: number;
  readonly prefix: number;
}

/**
 * Parses an IPv4 block such as `10.0.0.0/16`.
 *
 * @returns undefined if the text is not a block, or if its address is not the first of the block (`10.0.0.1/16`).
 */
export function parseCidr(text: string): Cidr | undefined {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) return undefined;
  const [address, prefix] = ipaddr.IPv4.parseCIDR(text);
  const base = address.octets.reduce((value, octet) => value * 256 + octet, 0);
  // The comparison rejects leading zeros: other programs parse them as octal numbers.
  return base % addressCount({ base, prefix }) === 0 && formatCidr({ base, prefix }) === text
    ? { base, prefix }
    : undefined;
}

/** Formats a block in AWS's notation: `10.0.0.0/16`. */
export function formatCidr({ base, prefix }: Cidr): string {
  return `${formatAddress(base)}/${prefix}`;
}

/** Formats a numeric address: `10.0.0.1`. */
export function formatAddress(address: number): string {
  return new ipaddr.IPv4([24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256)).toString();
}

/** Returns the number of addresses of a block. AWS reserves five addresses of each subnet. */
export function addressCount({ prefix }: Cidr): number {
  return 2 ** (32 - prefix);
}

/** Returns whether two blocks have addresses in common. */
export function overlaps(one: Cidr, other: Cidr): boolean {
  return one.base < other.base + addressCount(other) && other.base < one.base + addressCount(one);
}

/** Returns whether `outer` contains all addresses of `inner`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return inner.prefix >= outer.prefix && overlaps(outer, inner);
}

/**
 * Returns the range of an IPv4 block's first address, by the names of `ipaddr.js`: `private`, `loopback` and so on.
 * `unicast` is the public Internet.
 */
export function addressRange(text: string): string {
  return ipaddr.IPv4.parseCIDR(text)[0].range();
}
