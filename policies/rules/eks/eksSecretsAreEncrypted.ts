import type * as aws from "@pulumi/aws";
import { hasOwnKey, itemsOf } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.eks.ClusterArgs>()({
  name: "eks-secrets-are-encrypted",
  title: "Kubernetes Secrets are encrypted with a key of one's own",
  severity: "high",
  why: "With AWS's key nobody can revoke what reads Secrets, and no log tells who did.",
  fix: 'set encryptionConfig to resources: ["secrets"] and provider.keyArn of a KMS key, as ControlPlane does',
  references: [{ name: "CIS EKS 5.3.1" }, { name: "CKV_AWS_58" }, { name: "NSA C-0066" }],
  enforcement: "mandatory",
  types: ["aws:eks/cluster:Cluster"],
  check: ({ encryptionConfig }) => {
    if (!itemsOf(encryptionConfig?.resources).includes("secrets")) {
      return [{ at: "encryptionConfig.resources", problem: "leaves secrets out" }];
    }
    return hasOwnKey(encryptionConfig?.provider, "keyArn")
      ? []
      : [{ at: "encryptionConfig.provider.keyArn", problem: "is no key of one's own" }];
  },
});
