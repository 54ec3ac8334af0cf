/** Private address blocks: the platform's network and the networks connected to it. */
export const privateBlocks = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"] as const;

/** Services of the node, such as credentials. */
export const linkLocal = "169.254.0.0/16";

/** Blocks that are not part of the Internet: private and link-local addresses. */
export const privateAndLinkLocalBlocks: string[] = [...privateBlocks, linkLocal].sort();

/**
 * Address of EKS Pod Identity, where pods get AWS credentials:
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html.
 */
export const podIdentityBlock = "169.254.170.23/32";

/** Prefixes of length 7 or shorter, which include large parts of the Internet. */
const shortPrefix = /^[0-9a-f:.]+\/0*[0-7]$/i;

/** Returns whether an IPv4 or IPv6 block is too large for one network: its prefix is /7 or shorter. */
export function isOpenToInternet(cidr: string): boolean {
  return shortPrefix.test(cidr);
}
