import type * as aws from "@pulumi/aws";
import { isSet } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.cloudwatch.LogGroupArgs>()({
  name: "logs-expire",
  title: "Logs are kept for a time, not for ever",
  severity: "medium",
  why: "CloudWatch keeps logs for ever unless told otherwise: the bill grows each month, and so does what may leak.",
  fix: "set retentionInDays",
  references: [{ name: "CKV_AWS_66" }],
  enforcement: "mandatory",
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  check: (group) =>
    isSet(group, "retentionInDays") && group.retentionInDays !== 0
      ? []
      : [{ at: "retentionInDays", problem: "keeps logs for ever" }],
});
