import type { Owner } from "../controller";
import type { Kind } from "../objects";

/** The Deployment of Karpenter's chart. */
export const karpenterOwner: Owner = {
  workload: { kind: "Deployment", namespace: "kube-system", name: "karpenter" },
};

export const nodePoolKind: Kind = { apiVersion: "karpenter.sh/v1", kind: "NodePool" };
export const nodeClaimKind: Kind = { apiVersion: "karpenter.sh/v1", kind: "NodeClaim" };
export const ec2NodeClassKind: Kind = { apiVersion: "karpenter.k8s.aws/v1", kind: "EC2NodeClass" };
export const kwokNodeClassKind: Kind = { apiVersion: "karpenter.kwok.sh/v1alpha1", kind: "KWOKNodeClass" };

/** Label of a mirror: the name of the mirrored object. */
export const mirrorLabel = "mlops.platform/sandbox-mirror-of";
