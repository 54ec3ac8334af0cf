import type * as aws from "@pulumi/aws";
import { isSet } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.cloudwatch.LogGroupArgs>()({
  name: "logs-expire",
  title: "Logs have a retention period",
  severity: "medium",
  why: "By default, CloudWatch never deletes logs: the bill grows each month, and so does the data that can leak.",
  fix: "set retentionInDays to a number of days",
  references: [{ name: "CKV_AWS_66" }],
  enforcement: "mandatory",
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  check: (group) =>
    isSet(group, "retentionInDays") && group.retentionInDays !== 0
      ? []
      : [{ at: "retentionInDays", problem: "must be a number of days; otherwise logs never expire" }],
});
