/** Prefixes so short that they mean everybody, halves of the Internet among them. */
const shortPrefix = /^[0-9a-f:.]+\/0*[0-7]$/i;

/** Whether a block of addresses, of IPv4 or IPv6, is no network of anybody's but everybody. */
export function isEverybody(cidr: string): boolean {
  return shortPrefix.test(cidr);
}
