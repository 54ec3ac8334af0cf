import { describe, expect, it } from "vitest";
import { z } from "zod";
import { cacheNodeTypes, databaseConnections, databaseInstanceClasses } from "../../../components/data/instanceClasses";
import { dataChecks } from "../../../components/settings/dataChecks";
import { type Environment, environments, presets } from "../../../components/settings/environments";
import { listChecks } from "../../../components/settings/listChecks";
import { settingsSchema } from "../../../components/settings/schema";
import { dataSection } from "../../../components/settings/sections/data";
import { notesOf, unwrap } from "../../../core/schema/walk";

/** Every issue across fields, as `path: message | fix`. */
function problems(written: object, environment: Environment = "prod"): string[] {
  const settings = settingsSchema(environment, environment).parse({
    accountId: "111122223333",
    region: "us-west-2",
    zones: ["us-west-2a", "us-west-2b", "us-west-2c"],
    deployerRoleArn: "arn:aws:iam::111122223333:role/deployer",
    data: written,
  });
  return [...dataChecks, ...listChecks(settingsSchema(environment, environment))].flatMap(({ reads, find }) =>
    find(settings, { stack: environment, ruleNames: [] }).map(
      ({ path, message, fix }) => `${path?.join(".") ?? reads[0]}: ${message} | ${fix}`,
    ),
  );
}

/** Every problem of a single value, as `path: message`. */
function wrong(written: object): string[] {
  const parsed = dataSection(presets.dev).safeParse(written);
  return (parsed.error?.issues ?? []).map(
    (issue) => `${issue.path.join(".")}: ${issue.code === "invalid_key" ? issue.issues[0]?.message : issue.message}`,
  );
}

/** Every setting below a schema, those of a record's values included. */
function leaves(schema: z.core.$ZodType, at: string[] = []): { path: string; schema: z.core.$ZodType }[] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodRecord) return [{ path: at.join("."), schema }, ...leaves(inner.valueType, [...at, "*"])];
  if (!(inner instanceof z.ZodObject)) return [{ path: at.join("."), schema }];
  return Object.entries(inner.shape).flatMap(([key, value]) => leaves(value, [...at, key]));
}

describe("settings of data", () => {
  it.each(leaves(dataSection(presets.dev)))("$path is documented, with an example that passes", ({ schema }) => {
    const notes = notesOf(schema);
    expect(notes?.description).toMatch(/\.$/);
    expect(z.safeParse(schema, notes?.example).success).toBe(true);
  });

  it("offer exactly the classes with a price", () => {
    expect(databaseInstanceClasses).toHaveLength(8);
    expect(cacheNodeTypes).toHaveLength(4);
    expect(wrong({ database: { instanceClass: "db.r7g.16xlarge" } })).toEqual([
      expect.stringMatching(/^database\.instanceClass: Invalid option/),
    ]);
  });

  it("are disposable in dev, and survive the loss of a zone elsewhere", () => {
    const of = (environment: Environment) => dataSection(presets[environment]).parse({});
    expect(of("dev").database).toEqual({
      instanceClass: "db.t4g.medium",
      storageGibibytes: 20,
      maximumStorageGibibytes: 100,
      multiAz: false,
      backupRetentionDays: 1,
      logRetentionDays: 7,
      alarmEmails: [],
    });
    expect([of("staging").database.multiAz, of("prod").database.multiAz]).toEqual([true, true]);
    expect(of("prod").database).toMatchObject({ instanceClass: "db.r7g.large", backupRetentionDays: 35 });
    expect(of("prod")).toMatchObject({
      buckets: {},
      sharedVolumes: false,
      repositories: [],
      cache: { enabled: false },
    });
  });

  it.each([
    [
      { buckets: { "Data-": {} } },
      "buckets.Data-: must be 2 to 20 lower-case letters and digits, with single hyphens between them, and start with a letter",
    ],
    [
      { buckets: { "a--b": {} } },
      "buckets.a--b: must be 2 to 20 lower-case letters and digits, with single hyphens between them, and start with a letter",
    ],
    [
      { repositories: ["team/image"] },
      "repositories.0: must be 2 to 60 lower-case letters and digits, with single hyphens between them",
    ],
    [{ database: { backupRetentionDays: 36 } }, "database.backupRetentionDays: must be a whole number from 1 to 35"],
    [{ database: { backupRetentionDays: 0 } }, "database.backupRetentionDays: must be a whole number from 1 to 35"],
    [{ database: { storageGibibytes: 10 } }, "database.storageGibibytes: must be a whole number from 20 to 65536"],
  ])("refuse %j", (written, expected) => {
    expect(wrong(written)).toEqual([expected]);
  });
});

describe("connections of the database", () => {
  it("are those of RDS for the memory of the class, at most 5,000", () => {
    expect(databaseInstanceClasses.map(databaseConnections)).toEqual([112, 225, 450, 901, 901, 1802, 1802, 3604]);
  });

  it("suffice in dev for a small class", () => {
    expect(problems({ database: { instanceClass: "db.t4g.micro" } }, "dev")).toHaveLength(1);
    expect(problems({ database: { instanceClass: "db.t4g.medium" } }, "dev")).toEqual([]);
  });
});

describe("cross-field checks of data", () => {
  it.each(environments)("report nothing for the defaults of %s", (environment) => {
    expect(problems({}, environment)).toEqual([]);
  });

  it.each([
    [
      "storage with no room to grow",
      { database: { storageGibibytes: 100, maximumStorageGibibytes: 109 } },
      "data.database.maximumStorageGibibytes: must exceed mlops:data.database.storageGibibytes (100) by 10 % or more: RDS rejects less | raise it to 110 or more",
    ],
    [
      "a database that accepts fewer connections than MLflow opens",
      { database: { instanceClass: "db.t4g.micro" } },
      "data.database.instanceClass: must allow 336 connections of MLflow in prod, 48 for each of 6 pods and of one more during an update: db.t4g.micro has 112 connections, of which MLflow may use 89 | use db.t4g.medium or a larger class",
    ],
    [
      "a small database with two replicas of MLflow",
      { database: { instanceClass: "db.t4g.small" } },
      "data.database.instanceClass: must allow 336 connections of MLflow in prod, 48 for each of 6 pods and of one more during an update: db.t4g.small has 225 connections, of which MLflow may use 180 | use db.t4g.medium or a larger class",
    ],
    [
      "a database in one zone",
      { database: { multiAz: false } },
      "data.database.multiAz: must be true in prod, which must survive the loss of a zone | remove it, or set it to true",
    ],
    [
      "backups of a day",
      { database: { backupRetentionDays: 1 } },
      "data.database.backupRetentionDays: must be at least 7 in prod: faulty data is often found days later | set it to 7 or more",
    ],
    [
      "a bucket that is there already",
      { buckets: { artifacts: {} } },
      "data.buckets.artifacts: must not be artifacts: the bucket of that name always exists | configure that bucket in mlops:data.artifacts, or use another name",
    ],
    [
      "a repository twice",
      { repositories: ["trainer", "server", "trainer"] },
      "data.repositories.2: must be listed only once | remove the repeated entry",
    ],
  ])("%s", (_, written, expected) => {
    expect(problems(written)).toEqual([expected]);
  });

  it("accept similar but valid settings", () => {
    expect(problems({ database: { storageGibibytes: 100, maximumStorageGibibytes: 110 } })).toEqual([]);
    expect(problems({ database: { multiAz: false, backupRetentionDays: 1 } }, "dev")).toEqual([]);
    expect(problems({ database: { multiAz: false } }, "staging")).toEqual([]);
  });
});
