import type * as aws from "@pulumi/aws";
import { hasOwnKey, isSet, isTrue, itemsOf } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.elasticache.ReplicationGroupArgs>()({
  name: "caches-are-encrypted",
  title: "Caches are encrypted on disk and on the way, and ask who comes",
  severity: "high",
  why: "A cache of features holds people's data: without a login, whatever reaches its port reads and changes it.",
  fix: "set atRestEncryptionEnabled, kmsKeyId, transitEncryptionEnabled and authToken or userGroupIds, as RedisCache does",
  references: [{ name: "CKV_AWS_29" }, { name: "CKV_AWS_30" }, { name: "CKV_AWS_31" }, { name: "CKV_AWS_191" }],
  enforcement: "mandatory",
  types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  check: (cache) => {
    const login = isSet(cache, "authToken") || itemsOf(cache.userGroupIds).length > 0;
    return [
      ...(isTrue(cache.atRestEncryptionEnabled) ? [] : [{ at: "atRestEncryptionEnabled", problem: "is off" }]),
      ...(hasOwnKey(cache, "kmsKeyId") ? [] : [{ at: "kmsKeyId", problem: "is no key of one's own" }]),
      ...(isTrue(cache.transitEncryptionEnabled) ? [] : [{ at: "transitEncryptionEnabled", problem: "is off" }]),
      ...(cache.transitEncryptionMode === "preferred"
        ? [{ at: "transitEncryptionMode", problem: "lets clients come without TLS" }]
        : []),
      ...(login ? [] : [{ at: "authToken", problem: "is not set, and neither is userGroupIds" }]),
    ];
  },
});
