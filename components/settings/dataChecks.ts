import { issueIf } from "../../core/schema/crossField";
import type { SettingsCheck } from "./settingsCheck";

/** An error is often found days later: outside `dev` there must be a backup from before it. */
const leastBackupDays = 7;

/** Checks across the settings of data. */
export const dataChecks: readonly SettingsCheck[] = [
  {
    reads: ["data.database.maximumStorageGibibytes", "data.database.storageGibibytes"],
    find: ({ data: { database } }) => {
      // RDS refuses a maximum that leaves less than a tenth to grow.
      const least = Math.ceil((database.storageGibibytes * 11) / 10);
      return issueIf(database.maximumStorageGibibytes < least, {
        message: `is less than a tenth above mlops:data.database.storageGibibytes, ${database.storageGibibytes}, which RDS refuses`,
        fix: `raise it to ${least} or more`,
      });
    },
  },
  {
    reads: ["data.database.multiAz", "environment"],
    find: ({ data: { database }, environment }) =>
      issueIf(environment === "prod" && !database.multiAz, {
        message: "must be true in prod, which has to survive the loss of a zone",
        fix: "remove it, or set it to true",
      }),
  },
  {
    reads: ["data.database.backupRetentionDays", "environment"],
    find: ({ data: { database }, environment }) =>
      issueIf(environment !== "dev" && database.backupRetentionDays < leastBackupDays, {
        message: `must be at least ${leastBackupDays} in ${environment}: an error is often found days later`,
        fix: `set it to ${leastBackupDays} or more`,
      }),
  },
  {
    reads: ["data.buckets"],
    find: ({ data }) =>
      issueIf(Object.hasOwn(data.buckets, "artifacts"), {
        path: ["data", "buckets", "artifacts"],
        message: "is the name of a bucket that is always there",
        fix: "set it by mlops:data.artifacts, or choose another name",
      }),
  },
  {
    reads: ["data.repositories"],
    find: ({ data: { repositories } }) =>
      repositories.flatMap((name, index) =>
        repositories.indexOf(name) === index
          ? []
          : [{ path: ["data", "repositories", index], message: "is listed twice", fix: "list each repository once" }],
      ),
  },
];
