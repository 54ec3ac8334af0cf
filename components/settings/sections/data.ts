import { z } from "zod";
import { field, numberField, textField } from "../../../core/schema/fields";
import { cacheNodeTypes, databaseInstanceClasses } from "../../data/instanceClasses";
import type { Preset } from "../environments";
import { logRetentionDays } from "./logs";

/** `data`: what holds data. */
export function dataSection({ data }: Preset) {
  return z.strictObject({
    artifacts: bucketSection(data.artifacts).prefault({}),
    buckets: field(z.record(bucketName, bucketSection(data.artifacts)), {
      description: "Further buckets by name, beside that of artifacts, which is always there.",
      example: { datasets: { noncurrentVersionDays: 30 } },
      fix: "write a name and, below it, noncurrentVersionDays or intelligentTiering, or {}",
      cost: "0.023 USD for each GB and month",
    }).default({}),
    database: databaseSection(data.database),
    sharedVolumes: field(z.boolean(), {
      description: "Whether there are volumes that many pods share: an EFS file system and the storage class `efs`.",
      example: true,
      cost: "0.30 USD for each GB and month, reads and writes besides",
    }).default(false),
    repositories: field(z.array(repositoryName), {
      description: "Repositories of images, each `<name of the platform>/<repository>` in ECR.",
      example: ["trainer", "server"],
      fix: "list names, such as [trainer, server]",
      cost: "0.10 USD for each GB and month",
    }).default([]),
    cache: cacheSection(data.cache),
  });
}

const bucketName = z.string().regex(/^(?=.{2,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
  error: "must be 2 to 20 lower-case letters and digits, with single hyphens between them",
});

const repositoryName = textField(
  /^(?=.{2,60}$)[a-z0-9]+(-[a-z0-9]+)*$/,
  "2 to 60 lower-case letters and digits, with single hyphens between them",
  {
    description: "A repository of images.",
    example: "trainer",
    fix: "use the image's name without registry and tag, such as trainer",
  },
);

/** `data.artifacts` and each of `data.buckets`. */
function bucketSection(preset: Preset["data"]["artifacts"]) {
  return z.strictObject({
    noncurrentVersionDays: numberField(1, 3650, {
      description: "Days for which an object that was overwritten or deleted can be brought back.",
      example: 30,
      cost: "0.023 USD for each GB and month",
    }).default(preset.noncurrentVersionDays),
    intelligentTiering: field(z.boolean(), {
      description: "Whether S3 moves objects that nobody reads to cheaper storage. It pays for large ones.",
      example: true,
      cost: "a monthly fee for each object, and less for each GB that nobody reads",
    }).default(false),
  });
}

/** `data.database`: the one PostgreSQL of the platform's services. */
function databaseSection(preset: Preset["data"]["database"]) {
  return z
    .strictObject({
      instanceClass: field(z.enum(databaseInstanceClasses), {
        description: "Class of the database's instance.",
        example: "db.t4g.medium",
        cost: "47 USD a month for db.t4g.medium, 94 for db.t4g.large, 174 for db.r7g.large, twice that with multiAz",
      }).default(preset.instanceClass),
      storageGibibytes: numberField(20, 65_536, {
        description: "Storage that the database is made with, GiB. It never shrinks.",
        example: 100,
        cost: "0.115 USD for each GiB and month, twice that with multiAz",
      }).default(preset.storageGibibytes),
      maximumStorageGibibytes: numberField(22, 65_536, {
        description: "What the storage may grow to by itself, GiB, at least a tenth above what it is made with.",
        example: 500,
        cost: "as for storageGibibytes, once it has grown",
      }).default(preset.maximumStorageGibibytes),
      multiAz: field(z.boolean(), {
        description: "Whether an instance stands by in another zone and takes over in a minute or two.",
        example: true,
        cost: "instance and storage twice",
      }).default(preset.multiAz),
      backupRetentionDays: numberField(1, 35, {
        description: "Days back to which any second can be restored.",
        example: 35,
        cost: "0.095 USD for each GB and month above the storage's size",
      }).default(preset.backupRetentionDays),
      logRetentionDays: logRetentionDays("Days for which the database's logs are kept.").default(
        preset.logRetentionDays,
      ),
    })
    .prefault({});
}

/** `data.cache`: an optional Redis. */
function cacheSection(preset: Preset["data"]["cache"]) {
  return z
    .strictObject({
      enabled: field(z.boolean(), {
        description: "Whether there is a Redis (ElastiCache for Valkey), such as an online feature store needs.",
        example: true,
        cost: "see nodeType",
      }).default(false),
      nodeType: field(z.enum(cacheNodeTypes), {
        description: "Type of its nodes: one in `dev`, two in different zones elsewhere.",
        example: "cache.t4g.small",
        cost: "for each node 9 USD a month for cache.t4g.micro, 19 for cache.t4g.small, 92 for cache.m7g.large, 128 for cache.r7g.large",
      }).default(preset.nodeType),
    })
    .prefault({});
}
