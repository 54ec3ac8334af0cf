import { issueIf } from "../../core/schema/crossField";
import { type DatabaseInstanceClass, databaseConnections, databaseInstanceClasses } from "../data/instanceClasses";
import { connectionsPerPod, mostConnections, mostPods } from "../mlflow/connections";
import { presets } from "./environments";
import type { SettingsCheck } from "./settingsCheck";

/** Faulty data is often found days later. Outside `dev`, a backup from before the fault must still exist. */
const leastBackupDays = 7;

/**
 * Share of the database's connections that MLflow may use. The rest is for other databases, for administrators, and for
 * the memory that RDS uses itself.
 */
const mlflowShare = 0.8;

function mlflowConnections(instanceClass: DatabaseInstanceClass): number {
  return Math.floor(databaseConnections(instanceClass) * mlflowShare);
}

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
    reads: ["data.database.instanceClass", "environment"],
    find: ({ data: { database }, environment }) => {
      const { replicas } = presets[environment].cluster;
      const needed = mostConnections(replicas);
      const pods = mostPods(replicas);
      const sufficient = databaseInstanceClasses.find((one) => mlflowConnections(one) >= needed);
      return issueIf(mlflowConnections(database.instanceClass) < needed, {
        message: `must allow ${needed} connections of MLflow in ${environment}, ${connectionsPerPod()} for each of ${pods} pods and of one more during an update: ${database.instanceClass} has ${databaseConnections(database.instanceClass)} connections, of which MLflow may use ${mlflowConnections(database.instanceClass)}`,
        fix: `use ${sufficient} or a larger class`,
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
