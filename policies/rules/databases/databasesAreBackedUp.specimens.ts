import { specimens } from "../../specimen";
import { database } from "../../specimens/data";
import { rule } from "./databasesAreBackedUp";

const single = database({ multiAz: false });
const none = database({ backupRetentionPeriod: 0, skipFinalSnapshot: true, finalSnapshotIdentifier: undefined });
const noSnapshot =
  "finalSnapshotIdentifier: must be set with skipFinalSnapshot: false, or a deletion leaves no snapshot";

export default specimens(rule, {
  passing: [
    { of: "a database with backups", stack: database() },
    { of: "a database in dev without backups", stack: none, context: { environment: "dev" } },
    { of: "a database in staging in one zone", stack: single, context: { environment: "staging" } },
  ],
  failing: [
    {
      of: "a database with one day of retention",
      stack: database({ backupRetentionPeriod: 1 }),
      says: "backupRetentionPeriod: must be at least 7 days",
    },
    {
      of: "a database with AWS's default retention",
      stack: database({ backupRetentionPeriod: undefined }),
      says: "backupRetentionPeriod: must be at least 7 days",
    },
    { of: "a database that skips its final snapshot", stack: database({ skipFinalSnapshot: true }), says: noSnapshot },
    {
      of: "a database without a name for its final snapshot",
      stack: database({ finalSnapshotIdentifier: undefined }),
      says: noSnapshot,
    },
    { of: "a database in prod in one zone", stack: single, says: "multiAz: must be true in prod" },
  ],
});
