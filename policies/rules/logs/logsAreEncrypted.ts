import type * as aws from "@pulumi/aws";
import { hasOwnKey } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.cloudwatch.LogGroupArgs>()({
  name: "logs-are-encrypted",
  title: "Logs are encrypted with a key of one's own",
  severity: "medium",
  why: "Logs hold requests, names and now and then a secret: with AWS's key nobody can revoke who reads them.",
  fix: "set kmsKeyId to a key that CloudWatch Logs may use",
  references: [{ name: "CKV_AWS_158" }],
  enforcement: "mandatory",
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  check: (group) => (hasOwnKey(group, "kmsKeyId") ? [] : [{ at: "kmsKeyId", problem: "is no key of one's own" }]),
});
