import { specimens } from "../../specimen";
import { database } from "../../specimens/data";
import { rule } from "./databasesAreBackedUp";

const single = database({ multiAz: false });
const none = database({ backupRetentionPeriod: 0, skipFinalSnapshot: true, finalSnapshotIdentifier: undefined });
const noSnapshot =
  "finalSnapshotIdentifier: must be set with skipFinalSnapshot: false; otherwise a deletion leaves no snapshot";

export default specimens(rule, {
  passing: [
    { title: "a database with backups", stack: database() },
    { title: "a database in dev without backups", stack: none, context: { environment: "dev" } },
    { title: "a database in staging in one zone", stack: single, context: { environment: "staging" } },
  ],
  failing: [
    {
      title: "a database with one day of retention",
      stack: database({ backupRetentionPeriod: 1 }),
      message: "backupRetentionPeriod: must be at least 7 days",
    },
    {
      title: "a database with AWS's default retention",
      stack: database({ backupRetentionPeriod: undefined }),
      message: "backupRetentionPeriod: must be at least 7 days",
    },
    {
      title: "a database that skips its final snapshot",
      stack: database({ skipFinalSnapshot: true }),
      message: noSnapshot,
    },
    {
      title: "a database without a name for its final snapshot",
      stack: database({ finalSnapshotIdentifier: undefined }),
      message: noSnapshot,
    },
    { title: "a database in prod in one zone", stack: single, message: "multiAz: must be true in prod" },
  ],
});
