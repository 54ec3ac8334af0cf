import ipaddr from "ipaddr.js";

/** An IPv4 block: its first address as a number, and the length of its prefix. */
export interface Cidr {
  readonly base: number;
  readonly prefix: number;
}

/**
 * Reads `10.0.0.0/16`.
 *
 * @returns undefined for anything else, a block whose address has bits below its prefix (`10.0.0.1/16`) included.
 */
export function parseCidr(text: string): Cidr | undefined {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) return undefined;
  const [address, prefix] = ipaddr.IPv4.parseCIDR(text);
  const base = address.octets.reduce((value, octet) => value * 256 + octet, 0);
  // Leading zeros, which other programs read as octal numbers, are not what is written back.
  return base % addressCount({ base, prefix }) === 0 && formatCidr({ base, prefix }) === text
    ? { base, prefix }
    : undefined;
}

/** Writes a block the way that AWS does. */
export function formatCidr({ base, prefix }: Cidr): string {
  return `${formatAddress(base)}/${prefix}`;
}

/** Writes an address that is a number: `10.0.0.1`. */
export function formatAddress(address: number): string {
  return new ipaddr.IPv4([24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256)).toString();
}

/** How many addresses a block has. AWS keeps five of each subnet for itself. */
export function addressCount({ prefix }: Cidr): number {
  return 2 ** (32 - prefix);
}

/** Whether two blocks share an address. */
export function overlaps(one: Cidr, other: Cidr): boolean {
  return one.base < other.base + addressCount(other) && other.base < one.base + addressCount(one);
}

/** Whether all of `inner` lies in `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return inner.prefix >= outer.prefix && overlaps(outer, inner);
}

/**
 * The blocks for private use and other special ones, by IANA's names, as `ipaddr.js` knows them: `unicast` is the
 * public Internet.
 */
export function addressRange(text: string): string {
  return ipaddr.IPv4.parseCIDR(text)[0].range();
}
