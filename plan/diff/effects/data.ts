import { valuesAt } from "../../../core/changes/differences";
import { holdsData } from "../../../core/graph/holdsData";
import { shortType } from "../../../core/graph/shortNames";
import { type EffectRule, perhaps } from "./effect";

/** A resource that is deleted with its data, or replaced with an empty one. */
export const lostData: EffectRule = ({ kind, replaces, guard, before }) => {
  if (before === undefined || guard !== "none" || !holdsData(before)) return [];
  if (kind === "delete") return [{ kind: "data-lost", text: `deletes ${whose(before.type)}` }];
  if (kind !== "update" || replaces === "no") return [];
  const maybe = perhaps({ kind, replaces, guard, differences: [], before, after: undefined });
  return [{ kind: "data-lost", text: `${maybe}replaces it with an empty one and deletes ${whose(before.type)}` }];
};

const contents: Readonly<Record<string, string>> = {
  "aws:cloudwatch/logGroup:LogGroup": "its logs",
  "aws:ecr/repository:Repository": "its images",
  "aws:efs/fileSystem:FileSystem": "its files",
  "aws:eks/cluster:Cluster": "every object in the cluster",
  "aws:kms/key:Key": "the key: data that it encrypts can never be decrypted again",
  "aws:s3/bucket:Bucket": "its objects",
  "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition": "every object of its kind",
  "kubernetes:core/v1:Namespace": "every object in it",
};

function whose(type: string): string {
  return contents[type] ?? `the data of this ${shortType(type)}`;
}

/** An input that sets how long data is kept. */
interface Retention {
  readonly path: string;
  readonly what: string;
}

/** Inputs in days. A value of 0 keeps logs forever, and turns the backups of the other services off. */
const retentions: Readonly<Record<string, Retention>> = {
  "aws:cloudwatch/logGroup:LogGroup": { path: "retentionInDays", what: "logs" },
  "aws:elasticache/replicationGroup:ReplicationGroup": { path: "snapshotRetentionLimit", what: "snapshots" },
  "aws:rds/cluster:Cluster": { path: "backupRetentionPeriod", what: "restore points" },
  "aws:rds/instance:Instance": { path: "backupRetentionPeriod", what: "restore points" },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    path: "rules.noncurrentVersionExpiration.noncurrentDays",
    what: "replaced versions of objects",
  },
};

/** A shorter retention deletes the data that is older. */
export const shortenedRetention: EffectRule = ({ kind, before, after }) => {
  if (kind !== "update" || before === undefined || after === undefined) return [];
  const retention = retentions[after.type];
  if (!retention) return [];
  const keys = retention.path.split(".");
  const [earlier, later] = [valuesAt(before.inputs, keys), valuesAt(after.inputs, keys)];
  return later.flatMap((days, index) => {
    const known = earlier[index];
    if (typeof days !== "number" || typeof known !== "number" || days >= known) return [];
    if (days === 0 && retention.what === "logs") return [];
    return [{ kind: "data-lost", text: `deletes ${retention.what} older than ${days} days, kept for ${known} before` }];
  });
};
