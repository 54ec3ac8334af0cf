import type * as aws from "@pulumi/aws";
import { isSet, isTrue } from "../../inputReaders";
import { awsRule } from "../../rule";

/** Shortest retention in days: the time in which a mistake is noticed. */
const shortest = 7;

export const rule = awsRule<aws.rds.InstanceArgs>()({
  name: "databases-are-backed-up",
  title: "Databases outside dev have backups, and in prod a standby in a second zone",
  severity: "high",
  why: "A faulty migration on Friday is noticed on Tuesday. By then, a backup of one day contains only the damaged data.",
  fix: `set backupRetentionPeriod to ${shortest} or more, set finalSnapshotIdentifier, and set multiAz: true in prod`,
  references: [{ name: "CKV_AWS_133" }, { name: "CKV_AWS_157" }],
  enforcement: "mandatory",
  types: ["aws:rds/instance:Instance"],
  check: (database, { environment }) => {
    if (environment === "dev") return [];
    const { backupRetentionPeriod: days, skipFinalSnapshot, multiAz } = database;
    const snapshot = isSet(database, "finalSnapshotIdentifier") && !isTrue(skipFinalSnapshot);
    return [
      ...(typeof days === "number" && days >= shortest
        ? []
        : [{ at: "backupRetentionPeriod", problem: `must be at least ${shortest} days` }]),
      ...(snapshot
        ? []
        : [
            {
              at: "finalSnapshotIdentifier",
              problem: "must be set with skipFinalSnapshot: false; otherwise a deletion leaves no snapshot",
            },
          ]),
      ...(environment !== "prod" || isTrue(multiAz) ? [] : [{ at: "multiAz", problem: "must be true in prod" }]),
    ];
  },
});
