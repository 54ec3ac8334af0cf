import type * as aws from "@pulumi/aws";
import { hasOwnKey, isSet, isTrue, itemsOf } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.elasticache.ReplicationGroupArgs>()({
  name: "caches-are-encrypted",
  title: "Caches are encrypted at rest and in transit, and require authentication",
  severity: "high",
  why: "A feature cache holds personal data. Without authentication, every client that reaches its port reads and changes that data.",
  fix: "set atRestEncryptionEnabled, kmsKeyId, transitEncryptionEnabled and authToken or userGroupIds, as RedisCache does",
  references: [{ name: "CKV_AWS_29" }, { name: "CKV_AWS_30" }, { name: "CKV_AWS_31" }, { name: "CKV_AWS_191" }],
  enforcement: "mandatory",
  types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  check: (cache) => {
    const login = isSet(cache, "authToken") || itemsOf(cache.userGroupIds).length > 0;
    return [
      ...(isTrue(cache.atRestEncryptionEnabled) ? [] : [{ at: "atRestEncryptionEnabled", problem: "must be true" }]),
      ...(hasOwnKey(cache, "kmsKeyId") ? [] : [{ at: "kmsKeyId", problem: "must be a customer-managed key" }]),
      ...(isTrue(cache.transitEncryptionEnabled) ? [] : [{ at: "transitEncryptionEnabled", problem: "must be true" }]),
      ...(cache.transitEncryptionMode === "preferred"
        ? [{ at: "transitEncryptionMode", problem: "must be required, because preferred allows clients without TLS" }]
        : []),
      ...(login ? [] : [{ at: "authToken", problem: "must be set, unless userGroupIds is set" }]),
    ];
  },
});
