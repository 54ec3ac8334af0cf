import { z } from "zod";
import { field, numberField, textField } from "../../../core/schema/fields";
import { cacheNodeTypes, databaseInstanceClasses } from "../../data/instanceClasses";
import type { Preset } from "../environments";
import { logRetentionDays } from "./logs";

/** `data`: buckets, database, shared volumes, image repositories and cache. */
export function dataSection({ data }: Preset) {
  return z.strictObject({
    artifacts: bucketSection(data.artifacts).prefault({}),
    buckets: field(z.record(bucketName, bucketSection(data.artifacts)), {
      description: "Additional S3 buckets by name. The bucket `artifacts` always exists.",
      example: { datasets: { noncurrentVersionDays: 30 } },
      fix: "write a name and, below it, noncurrentVersionDays or intelligentTiering, or {}",
      cost: "0.023 USD for each GB and month",
    }).default({}),
    database: databaseSection(data.database),
    sharedVolumes: field(z.boolean(), {
      description: "Whether pods can share volumes: creates an EFS file system and the storage class `efs`.",
      example: true,
      cost: "0.30 USD for each GB and month; reads and writes are charged in addition",
    }).default(false),
    repositories: field(z.array(repositoryName), {
      description: "ECR repositories of images. The repository in ECR is `<platform name>/<repository>`.",
      example: ["trainer", "server"],
      fix: "list names, such as [trainer, server]",
      cost: "0.10 USD for each GB and month",
    }).default([]),
    cache: cacheSection(data.cache),
  });
}

const bucketName = z.string().regex(/^(?=.{2,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
  error: "must be 2 to 20 lower-case letters and digits, with single hyphens between them, and start with a letter",
});

const repositoryName = textField(
  /^(?=.{2,60}$)[a-z0-9]+(-[a-z0-9]+)*$/,
  "2 to 60 lower-case letters and digits, with single hyphens between them",
  {
    description: "Name of an image repository.",
    example: "trainer",
    fix: "use the image's name without registry and tag, such as trainer",
  },
);

/** `data.artifacts` and each of `data.buckets`. */
function bucketSection(preset: Preset["data"]["artifacts"]) {
  return z.strictObject({
    noncurrentVersionDays: numberField(1, 3650, {
      description: "Retention of overwritten and deleted objects, in days. Until then they can be restored.",
      example: 30,
      cost: "0.023 USD for each GB and month",
    }).default(preset.noncurrentVersionDays),
    intelligentTiering: field(z.boolean(), {
      description:
        "Whether S3 moves objects that are not read for 30 days to cheaper storage. It saves money for large objects only.",
      example: true,
      cost: "0.0025 USD a month for 1000 objects; 0.0125 USD instead of 0.023 USD for each GB and month that is not read",
    }).default(false),
  });
}

/** `data.database`: the PostgreSQL database of the platform services. */
function databaseSection(preset: Preset["data"]["database"]) {
  return z
    .strictObject({
      instanceClass: field(z.enum(databaseInstanceClasses), {
        description: "RDS instance class of the database.",
        example: "db.t4g.medium",
        cost: "47 USD a month for db.t4g.medium, 94 for db.t4g.large, 174 for db.r7g.large; twice that with multiAz",
      }).default(preset.instanceClass),
      storageGibibytes: numberField(20, 65_536, {
        description: "Initial storage of the database, in GiB. RDS cannot shrink it.",
        example: 100,
        cost: "0.115 USD for each GiB and month; twice that with multiAz",
      }).default(preset.storageGibibytes),
      maximumStorageGibibytes: numberField(22, 65_536, {
        description: "Maximum storage to which RDS autoscales, in GiB. At least 110 % of `storageGibibytes`.",
        example: 500,
        cost: "as storageGibibytes, for storage that RDS has added",
      }).default(preset.maximumStorageGibibytes),
      alarmEmails: field(z.array(z.email({ error: "must be an e-mail address" })), {
        description:
          "E-mail addresses that receive the alarm for the database's storage. Each must confirm the subscription.",
        example: ["ml-platform@example.com"],
        fix: "list e-mail addresses, such as [ml-platform@example.com]",
        cost: "nothing for the first 1,000 e-mails a month",
      }).default([]),
      multiAz: field(z.boolean(), {
        description:
          "Whether a standby instance runs in another zone. A failover takes one to two minutes. Must be `true` in `prod`.",
        example: true,
        cost: "doubles the price of instance and storage",
      }).default(preset.multiAz),
      backupRetentionDays: numberField(1, 35, {
        description: "Retention of backups, in days. RDS restores any second within it. At least 7 outside `dev`.",
        example: 35,
        cost: "0.095 USD for each GB and month of backups above the size of the storage",
      }).default(preset.backupRetentionDays),
      logRetentionDays: logRetentionDays("Retention of the database's logs, in days.").default(preset.logRetentionDays),
    })
    .prefault({});
}

/** `data.cache`: an optional Redis cache. */
function cacheSection(preset: Preset["data"]["cache"]) {
  return z
    .strictObject({
      enabled: field(z.boolean(), {
        description:
          "Whether to create a Redis cache (ElastiCache for Valkey), for example for an online feature store.",
        example: true,
        cost: "see nodeType",
      }).default(false),
      nodeType: field(z.enum(cacheNodeTypes), {
        description: "Node type of the cache. It has one node in `dev`, and two nodes in different zones otherwise.",
        example: "cache.t4g.small",
        cost: "for each node 9 USD a month for cache.t4g.micro, 19 for cache.t4g.small, 92 for cache.m7g.large, 128 for cache.r7g.large",
      }).default(preset.nodeType),
    })
    .prefault({});
}
