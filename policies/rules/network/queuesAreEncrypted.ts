import type * as aws from "@pulumi/aws";
import { hasOwnKey, isTrue } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.sqs.QueueArgs>()({
  name: "queues-are-encrypted",
  title: "Queues encrypt their messages",
  severity: "medium",
  why: "Messages name instances, roles and times: on a disk without encryption they are a map of the platform.",
  fix: "set sqsManagedSseEnabled, or kmsMasterKeyId of a key that the sender may use",
  references: [{ name: "CKV_AWS_27" }],
  enforcement: "mandatory",
  types: ["aws:sqs/queue:Queue"],
  check: (queue) =>
    hasOwnKey(queue, "kmsMasterKeyId") || isTrue(queue.sqsManagedSseEnabled)
      ? []
      : [{ at: "sqsManagedSseEnabled", problem: "is off, and there is no key" }],
});
