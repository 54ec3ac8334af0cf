import type * as aws from "@pulumi/aws";
import { isTrue } from "../../inputReaders";
import { awsRule } from "../../rule";

/** AWS's least. Where nothing is said, it waits for 30 days. */
const shortestDays = 7;

export const rule = awsRule<aws.kms.KeyArgs>()({
  name: "keys-rotate",
  title: "Keys rotate by themselves, and wait before they are deleted",
  severity: "medium",
  why: "A key that never rotates opens all data there ever was to whoever copied what it made once.",
  fix: `set enableKeyRotation, and deletionWindowInDays to ${shortestDays} or more, as EncryptionKey does`,
  references: [{ name: "CKV_AWS_7" }],
  enforcement: "mandatory",
  types: ["aws:kms/key:Key"],
  check: ({ customerMasterKeySpec = "SYMMETRIC_DEFAULT", enableKeyRotation, deletionWindowInDays }) => [
    // AWS cannot rotate any other.
    ...(isTrue(enableKeyRotation) || customerMasterKeySpec !== "SYMMETRIC_DEFAULT"
      ? []
      : [{ at: "enableKeyRotation", problem: "is off" }]),
    ...(typeof deletionWindowInDays === "number" && deletionWindowInDays < shortestDays
      ? [{ at: "deletionWindowInDays", problem: `is less than ${shortestDays}` }]
      : []),
  ],
});
