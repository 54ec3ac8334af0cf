import type * as aws from "@pulumi/aws";
import { isTrue } from "../../inputReaders";
import { awsRule } from "../../rule";

/** AWS's minimum. Its default is 30 days. */
const shortestDays = 7;

export const rule = awsRule<aws.kms.KeyArgs>()({
  name: "keys-rotate",
  title: "Keys rotate automatically, and are deleted only after a waiting period",
  severity: "medium",
  why: "If a key never rotates, anyone who once copied its key material can decrypt all data that it ever protected.",
  fix: `set enableKeyRotation, and deletionWindowInDays to ${shortestDays} or more, as EncryptionKey does`,
  references: [{ name: "CKV_AWS_7" }],
  enforcement: "mandatory",
  types: ["aws:kms/key:Key"],
  check: ({ customerMasterKeySpec = "SYMMETRIC_DEFAULT", enableKeyRotation, deletionWindowInDays }) => [
    // AWS rotates only symmetric keys.
    ...(isTrue(enableKeyRotation) || customerMasterKeySpec !== "SYMMETRIC_DEFAULT"
      ? []
      : [{ at: "enableKeyRotation", problem: "must be true" }]),
    ...(typeof deletionWindowInDays === "number" && deletionWindowInDays < shortestDays
      ? [{ at: "deletionWindowInDays", problem: `must be at least ${shortestDays}` }]
      : []),
  ],
});
