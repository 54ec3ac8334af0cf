import type * as aws from "@pulumi/aws";
import { isTrue } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.rds.InstanceArgs>()({
  name: "databases-refuse-deletion",
  title: "Databases outside dev have deletion protection",
  severity: "high",
  why: "One API call with the right credentials, by hand or by a script, deletes the records of all experiments and models, and Pulumi cannot prevent it.",
  fix: "set deletionProtection: true, as the presets of staging and prod do",
  references: [{ name: "CKV_AWS_293" }],
  enforcement: "mandatory",
  types: ["aws:rds/instance:Instance"],
  check: ({ deletionProtection }, { environment }) =>
    environment === "dev" || isTrue(deletionProtection)
      ? []
      : [{ at: "deletionProtection", problem: "must be true outside dev" }],
});
