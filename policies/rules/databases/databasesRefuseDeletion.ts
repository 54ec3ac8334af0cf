import type * as aws from "@pulumi/aws";
import { isTrue } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.rds.InstanceArgs>()({
  name: "databases-refuse-deletion",
  title: "AWS refuses to delete a database outside dev",
  severity: "high",
  why: "One call with the right credentials, by hand or by a script, takes every experiment and model's record away: Pulumi is not asked.",
  fix: "set deletionProtection, which the environments staging and prod have",
  references: [{ name: "CKV_AWS_293" }],
  enforcement: "mandatory",
  types: ["aws:rds/instance:Instance"],
  check: ({ deletionProtection }, { environment }) =>
    environment === "dev" || isTrue(deletionProtection) ? [] : [{ at: "deletionProtection", problem: "is off" }],
});
