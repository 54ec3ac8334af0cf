import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { textOrEmpty } from "../../core/json/reading";
import type { Sandbox } from "../../sandbox/sandbox";
import { run } from "./support/operations";
import { pulumiText } from "./support/pulumi";
import { stackState } from "./support/recovery";
import { addProgram, newSandbox, report, start } from "./support/sandbox";

/**
 * The restore of docs/operations/recovery.md, with the sandbox's `aws`. What the database contains is not simulated.
 */
let sandbox: Sandbox;
const type = "aws:rds/instance:Instance";
const name = "mlops-dev-data-database";

const described = z.object({ DBInstances: z.array(z.object({ DbiResourceId: z.string() })) });
const listed = z.object({
  Versions: z.array(z.object({ Key: z.string(), VersionId: z.string(), IsLatest: z.boolean() })),
  DeleteMarkers: z.array(z.object({ Key: z.string(), VersionId: z.string() })),
});

beforeAll(async () => {
  sandbox = newSandbox();
  addProgram(sandbox, "foundation", { call: "foundation()", only: true });
  await start(sandbox);
  expect((await run(sandbox, "up")).errors).toEqual([]);
});

afterAll(() => sandbox.erase());

/** Runs the sandbox's `aws`. */
async function aws(...args: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)("aws", args, { env: { ...process.env, ...sandbox.environment } });
  return JSON.parse(stdout);
}

const rename = (from: string, to: string) =>
  aws(
    ...["rds", "modify-db-instance", "--db-instance-identifier", from],
    ...["--new-db-instance-identifier", to, "--apply-immediately"],
  );

describe("PostgreSQL", () => {
  it("is restored beside the running instance, takes over its name, and keeps its address", async () => {
    const started = Date.now();
    const running = await database();
    await aws(
      ...["rds", "restore-db-instance-to-point-in-time", "--source-db-instance-identifier", name],
      ...["--target-db-instance-identifier", `${name}-restored`, "--restore-time", new Date().toISOString()],
      ...placeOf(running),
    );
    await rename(name, `${name}-before`);
    const id = await takeOver(running);

    await remove(`${name}-before`, "--skip-final-snapshot");
    expect((await sandbox.cloud.resources()).filter((one) => one.type === type).map((one) => one.id)).toEqual([id]);
    report("restore of the database", { seconds: (Date.now() - started) / 1000 });
  });

  it("is restored from its final snapshot if the instance is deleted, with the same name and address", async () => {
    const deleted = await database();
    await remove(name, "--final-db-snapshot-identifier", `${name}-final`);
    expect((await sandbox.cloud.resources()).filter((one) => one.type === type)).toEqual([]);
    await aws(
      ...["rds", "restore-db-instance-from-db-snapshot", "--db-snapshot-identifier", `${name}-final`],
      ...["--db-instance-identifier", `${name}-restored`, ...placeOf(deleted)],
    );
    const id = await takeOver(deleted);
    expect((await database()).id).toBe(id);
  });
});

type Database = Awaited<ReturnType<typeof database>>;

/** The only database of the cloud. */
async function database() {
  const [found, ...others] = (await sandbox.cloud.resources()).filter((one) => one.type === type);
  if (!found || others.length > 0) throw new Error(`expected one database, found ${found ? others.length + 1 : 0}`);
  return found;
}

/** Options that restore to the subnets, the security group and the class of a database. */
function placeOf({ outputs }: Database): string[] {
  const groups = z.array(z.string()).parse(outputs.vpcSecurityGroupIds);
  return [
    ...["--db-subnet-group-name", textOrEmpty(outputs, "dbSubnetGroupName")],
    ...["--vpc-security-group-ids", ...groups, "--db-instance-class", textOrEmpty(outputs, "instanceClass")],
  ];
}

/** Gives the restored instance the name, and Pulumi its id. Then an `up` updates it only. Returns its id. */
async function takeOver(earlier: Database): Promise<string> {
  await rename(`${name}-restored`, name);
  const { DBInstances } = described.parse(await aws("rds", "describe-db-instances", "--db-instance-identifier", name));
  const id = DBInstances[0]?.DbiResourceId ?? "";
  expect(id).not.toBe(earlier.id);

  await adopt(id);
  const preview = await run(sandbox, "preview");
  expect(preview.code).toBe(0);
  expect(preview.operations.map((one) => [one.op, one.type])).toEqual([["update", type]]);
  const up = await run(sandbox, "up");
  expect(up.errors).toEqual([]);
  expect(up.changes.update).toBe(1);
  const restored = (await sandbox.cloud.resources()).find((one) => one.id === id);
  expect(restored?.outputs).toMatchObject({ identifier: name, address: earlier.outputs.address });
  expect((await run(sandbox, "preview", { args: ["--refresh", "--expect-no-changes"] })).code).toBe(0);
  return id;
}

async function remove(instance: string, ...snapshot: string[]): Promise<void> {
  await aws("rds", "modify-db-instance", "--db-instance-identifier", instance, "--no-deletion-protection");
  await aws("rds", "delete-db-instance", "--db-instance-identifier", instance, ...snapshot);
}

/** Puts the id of the restored database into Pulumi's state, and refreshes it. */
async function adopt(id: string): Promise<void> {
  const file = sandbox.home.file("state.json");
  await pulumiText(sandbox, ["stack", "export", "--file", file]);
  const state: unknown = JSON.parse(readFileSync(file, "utf8"));
  const database = z
    .object({ deployment: z.object({ resources: z.array(z.looseObject({ urn: z.string(), type: z.string() })) }) })
    .parse(state)
    .deployment.resources.find((one) => one.type === type && one.urn.endsWith(`::${name}`));
  const { stdout } = await promisify(execFile)(
    "jq",
    [
      "--arg",
      "urn",
      database?.urn ?? "",
      "--arg",
      "id",
      id,
      "(.deployment.resources[] | select(.urn == $urn) | .id) = $id",
      file,
    ],
    { maxBuffer: 2 ** 28 },
  );
  writeFileSync(file, stdout);
  await pulumiText(sandbox, ["stack", "import", "--file", file]);
  await pulumiText(sandbox, ["refresh", "--yes", "--skip-preview"]);
  const { resources } = await stackState(sandbox);
  expect(resources.find((one) => one.urn === database?.urn)?.id).toBe(id);
}

describe("an object of a bucket", () => {
  let bucket = "";
  const objectOf = (key: string) => ["--bucket", bucket, "--key", key];
  const list = async (key: string) =>
    listed.parse(await aws("s3api", "list-object-versions", "--bucket", bucket, "--prefix", key));

  beforeAll(async () => {
    const versioned = (await sandbox.cloud.resources()).find((one) => one.type.endsWith(":BucketVersioning"));
    bucket = textOrEmpty(versioned?.outputs, "bucket");
  });

  it("that was deleted is back when its delete marker is removed", async () => {
    const key = "models/churn.bin";
    await aws("s3api", "put-object", ...objectOf(key));
    await aws("s3api", "delete-object", ...objectOf(key));
    const { Versions, DeleteMarkers } = await list(key);
    expect(Versions.map(({ IsLatest }) => IsLatest)).toEqual([false]);
    await aws("s3api", "delete-object", ...objectOf(key), "--version-id", DeleteMarkers[0]?.VersionId ?? "");
    expect((await list(key)).Versions.map(({ Key, IsLatest }) => [Key, IsLatest])).toEqual([[key, true]]);
  });

  it("that was overwritten has its earlier version copied over it, and keeps the wrong one", async () => {
    const key = "models/labels.bin";
    const version = z.object({ VersionId: z.string() });
    const [right, wrong] = [
      version.parse(await aws("s3api", "put-object", ...objectOf(key))).VersionId,
      version.parse(await aws("s3api", "put-object", ...objectOf(key))).VersionId,
    ];
    expect((await list(key)).Versions.map(({ VersionId }) => VersionId)).toEqual([wrong, right]);
    const source = ["--copy-source", `${bucket}/${key}?versionId=${right}`];
    const copied = version.parse(await aws("s3api", "copy-object", ...objectOf(key), ...source)).VersionId;
    const { Versions } = await list(key);
    expect(Versions.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
      [copied, true],
      [wrong, false],
      [right, false],
    ]);
  });
});
