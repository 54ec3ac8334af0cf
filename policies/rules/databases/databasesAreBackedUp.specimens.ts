import { specimens } from "../../specimen";
import { database } from "../../specimens/data";
import { rule } from "./databasesAreBackedUp";

const single = database({ multiAz: false });
const none = database({ backupRetentionPeriod: 0, skipFinalSnapshot: true, finalSnapshotIdentifier: undefined });
const noSnapshot = "finalSnapshotIdentifier: is not set, or skipped: a deletion leaves nothing";

export default specimens(rule, {
  passing: [
    { of: "a database with backups", stack: database() },
    { of: "a database of dev without", stack: none, context: { environment: "dev" } },
    { of: "a database of staging in one zone", stack: single, context: { environment: "staging" } },
  ],
  failing: [
    {
      of: "a database with a backup of one day",
      stack: database({ backupRetentionPeriod: 1 }),
      says: "backupRetentionPeriod: is less than 7 days",
    },
    {
      of: "a database with AWS's default",
      stack: database({ backupRetentionPeriod: undefined }),
      says: "backupRetentionPeriod: is less than 7 days",
    },
    { of: "a database that skips its last snapshot", stack: database({ skipFinalSnapshot: true }), says: noSnapshot },
    {
      of: "a database whose last snapshot has no name",
      stack: database({ finalSnapshotIdentifier: undefined }),
      says: noSnapshot,
    },
    { of: "a database of prod in one zone", stack: single, says: "multiAz: is off" },
  ],
});
