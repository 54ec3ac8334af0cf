import { issueIf } from "../../core/schema/crossField";
import type { SettingsCheck } from "./settingsCheck";

/** A faulty write is often found days later: outside `dev` there must be a backup from before it. */
const leastBackupDays = 7;

/** Cross-field checks of `data`. */
export const dataChecks: readonly SettingsCheck[] = [
  {
    reads: ["data.database.maximumStorageGibibytes", "data.database.storageGibibytes"],
    find: ({ data: { database } }) => {
      // RDS rejects a maximum below 110 % of the allocated storage.
      const least = Math.ceil((database.storageGibibytes * 11) / 10);
      return issueIf(database.maximumStorageGibibytes < least, {
        message: `must exceed mlops:data.database.storageGibibytes (${database.storageGibibytes}) by 10 % or more: RDS rejects less`,
        fix: `raise it to ${least} or more`,
      });
    },
  },
  {
    reads: ["data.database.multiAz", "environment"],
    find: ({ data: { database }, environment }) =>
      issueIf(environment === "prod" && !database.multiAz, {
        message: "must be true in prod, which must survive the loss of a zone",
        fix: "remove it, or set it to true",
      }),
  },
  {
    reads: ["data.database.backupRetentionDays", "environment"],
    find: ({ data: { database }, environment }) =>
      issueIf(environment !== "dev" && database.backupRetentionDays < leastBackupDays, {
        message: `must be at least ${leastBackupDays} in ${environment}: faulty data is often found days later`,
        fix: `set it to ${leastBackupDays} or more`,
      }),
  },
  {
    reads: ["data.buckets"],
    find: ({ data }) =>
      issueIf(Object.hasOwn(data.buckets, "artifacts"), {
        path: ["data", "buckets", "artifacts"],
        message: "must not be artifacts: the bucket of that name always exists",
        fix: "configure that bucket in mlops:data.artifacts, or use another name",
      }),
  },
];
