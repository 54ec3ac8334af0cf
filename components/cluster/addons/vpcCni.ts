import type { AddonDefinition } from "./addon";

/** Pod network: addresses of the VPC, and network policies. Its agents tolerate every taint by default. */
export const vpcCni: AddonDefinition = {
  name: "vpc-cni",
  stage: "beforeNodes",
  identities: [{ serviceAccount: "aws-node", managedPolicies: ["AmazonEKS_CNI_Policy"] }],
  configuration: () => ({
    // The add-on's schema requires text instead of booleans.
    enableNetworkPolicy: "true",
    // A node gets addresses in blocks of 16, so that most new pods need no call to EC2.
    env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
  }),
};
