import type * as aws from "@pulumi/aws";
import { hasOwnKey, isTrue } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.rds.InstanceArgs>()({
  name: "databases-are-private",
  title: "Databases have no public address and are encrypted with a customer-managed key",
  severity: "critical",
  why: "One leaked password opens a database with a public address. An unencrypted database cannot be encrypted later.",
  fix: "set publiclyAccessible: false, storageEncrypted: true and kmsKeyId, as Database does",
  references: [{ name: "CKV_AWS_16" }, { name: "CKV_AWS_17" }],
  enforcement: "mandatory",
  types: ["aws:rds/instance:Instance"],
  check: (database) => [
    // Without a value, AWS decides by the subnets.
    ...(database.publiclyAccessible === false ? [] : [{ at: "publiclyAccessible", problem: "must be false" }]),
    ...(isTrue(database.storageEncrypted) ? [] : [{ at: "storageEncrypted", problem: "must be true" }]),
    ...(hasOwnKey(database, "kmsKeyId") ? [] : [{ at: "kmsKeyId", problem: "must be a customer-managed key" }]),
  ],
});
