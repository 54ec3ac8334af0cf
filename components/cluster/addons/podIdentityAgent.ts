import type { AddonDefinition } from "./addon";

/**
 * Provides pods with the credentials of their IAM roles, including those of `vpc-cni`. It tolerates every taint by
 * default.
 */
export const podIdentityAgent: AddonDefinition = { name: "eks-pod-identity-agent", stage: "beforeNodes" };
