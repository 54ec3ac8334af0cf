import type * as aws from "@pulumi/aws";
import { hasOwnKey, isTrue } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.rds.InstanceArgs>()({
  name: "databases-are-private",
  title: "Databases have no public address, and are encrypted with a key of one's own",
  severity: "critical",
  why: "A database with a public address needs but one leaked password; an unencrypted one cannot be encrypted later.",
  fix: "set publiclyAccessible: false, storageEncrypted: true and kmsKeyId, as Database does",
  references: [{ name: "CKV_AWS_16" }, { name: "CKV_AWS_17" }],
  enforcement: "mandatory",
  types: ["aws:rds/instance:Instance"],
  check: (database) => [
    // AWS's default depends on the subnets.
    ...(database.publiclyAccessible === false ? [] : [{ at: "publiclyAccessible", problem: "is not off" }]),
    ...(isTrue(database.storageEncrypted) ? [] : [{ at: "storageEncrypted", problem: "is off" }]),
    ...(hasOwnKey(database, "kmsKeyId") ? [] : [{ at: "kmsKeyId", problem: "is no key of one's own" }]),
  ],
});
