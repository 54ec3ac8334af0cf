import type { AddonDefinition } from "./addon";

/** Pods' network: addresses out of the VPC, and network policies. Its agents tolerate every taint by default. */
export const vpcCni: AddonDefinition = {
  name: "vpc-cni",
  stage: "beforeNodes",
  identities: [{ serviceAccount: "aws-node", managedPolicies: ["AmazonEKS_CNI_Policy"] }],
  configuration: () => ({
    // The add-on's schema wants text, not booleans.
    enableNetworkPolicy: "true",
    // Addresses by blocks of 16: a node starts pods without asking EC2 for each address.
    env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
  }),
};
