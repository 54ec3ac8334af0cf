import type * as aws from "@pulumi/aws";
import { hasOwnKey } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.cloudwatch.LogGroupArgs>()({
  name: "logs-are-encrypted",
  title: "Logs are encrypted with a customer-managed key",
  severity: "medium",
  why: "Logs contain requests, names and sometimes a secret. With AWS's key, access to them cannot be revoked.",
  fix: "set kmsKeyId to a key that CloudWatch Logs may use",
  references: [{ name: "CKV_AWS_158" }],
  enforcement: "mandatory",
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  check: (group) =>
    hasOwnKey(group, "kmsKeyId") ? [] : [{ at: "kmsKeyId", problem: "must be a customer-managed key" }],
});
