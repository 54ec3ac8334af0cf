import type { AddonDefinition } from "./addon";

/** Hands pods the credentials of their roles, the network add-on's among them. It tolerates every taint. */
export const podIdentityAgent: AddonDefinition = { name: "eks-pod-identity-agent", stage: "beforeNodes" };
