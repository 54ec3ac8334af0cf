import type * as aws from "@pulumi/aws";
import { hasOwnKey, isTrue } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.sqs.QueueArgs>()({
  name: "queues-are-encrypted",
  title: "Queues encrypt their messages",
  severity: "medium",
  why: "Messages contain instance IDs, roles and times, which describe the platform to anyone who reads the unencrypted disk.",
  fix: "set sqsManagedSseEnabled: true, or kmsMasterKeyId to a key that the sender may use",
  references: [{ name: "CKV_AWS_27" }],
  enforcement: "mandatory",
  types: ["aws:sqs/queue:Queue"],
  check: (queue) =>
    hasOwnKey(queue, "kmsMasterKeyId") || isTrue(queue.sqsManagedSseEnabled)
      ? []
      : [{ at: "sqsManagedSseEnabled", problem: "must be true, unless kmsMasterKeyId is set" }],
});
