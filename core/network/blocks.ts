/** Private blocks: this network and those connected with it. */
export const privateBlocks = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"] as const;

/** Nodes' own services, credentials among them. */
export const linkLocal = "169.254.0.0/16";

/** Blocks that are not the Internet: this network, those connected with it, and nodes' own services. */
export const notTheInternet: string[] = [...privateBlocks, linkLocal].sort();

/** Where pods get their AWS credentials: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html. */
export const podIdentityBlock = "169.254.170.23/32";

/** Prefixes so short that they mean everybody, halves of the Internet among them. */
const shortPrefix = /^[0-9a-f:.]+\/0*[0-7]$/i;

/** Whether a block of addresses, of IPv4 or IPv6, is no network of anybody's but everybody. */
export function isEverybody(cidr: string): boolean {
  return shortPrefix.test(cidr);
}
