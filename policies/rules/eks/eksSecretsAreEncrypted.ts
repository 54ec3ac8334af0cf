import type * as aws from "@pulumi/aws";
import { hasOwnKey, itemsOf } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.eks.ClusterArgs>()({
  name: "eks-secrets-are-encrypted",
  title: "Kubernetes Secrets are encrypted with a customer-managed key",
  severity: "high",
  why: "With AWS's key, access to Secrets cannot be revoked, and no log shows who decrypted them.",
  fix: 'set encryptionConfig to resources: ["secrets"] and provider.keyArn to a KMS key, as ControlPlane does',
  references: [{ name: "CIS EKS 5.3.1" }, { name: "CKV_AWS_58" }, { name: "NSA C-0066" }],
  enforcement: "mandatory",
  types: ["aws:eks/cluster:Cluster"],
  check: ({ encryptionConfig }) => {
    if (!itemsOf(encryptionConfig?.resources).includes("secrets")) {
      return [{ at: "encryptionConfig.resources", problem: "must include secrets" }];
    }
    return hasOwnKey(encryptionConfig?.provider, "keyArn")
      ? []
      : [{ at: "encryptionConfig.provider.keyArn", problem: "must be a customer-managed key" }];
  },
});
