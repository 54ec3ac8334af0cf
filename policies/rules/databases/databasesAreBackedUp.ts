import type * as aws from "@pulumi/aws";
import { isSet, isTrue } from "../../inputReaders";
import { awsRule } from "../../rule";

/** Days in which somebody notices. */
const shortest = 7;

export const rule = awsRule<aws.rds.InstanceArgs>()({
  name: "databases-are-backed-up",
  title: "Databases outside dev can be brought back, and that of prod survives a zone",
  severity: "high",
  why: "A migration that went wrong on Friday is noticed on Tuesday: by then a backup of one day holds the damage alone.",
  fix: `set backupRetentionPeriod to ${shortest} or more, finalSnapshotIdentifier, and multiAz in prod`,
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
        : [{ at: "backupRetentionPeriod", problem: `is less than ${shortest} days` }]),
      ...(snapshot
        ? []
        : [{ at: "finalSnapshotIdentifier", problem: "is not set, or skipped: a deletion leaves nothing" }]),
      ...(environment !== "prod" || isTrue(multiAz) ? [] : [{ at: "multiAz", problem: "is off" }]),
    ];
  },
});
