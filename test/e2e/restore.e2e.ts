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
    const [running] = (await sandbox.cloud.resources()).filter((one) => one.type === type);
    if (!running) throw new Error("the stack has no database");
    const groups = z.array(z.string()).parse(running.outputs.vpcSecurityGroupIds);
    await aws(
      ...["rds", "restore-db-instance-to-point-in-time", "--source-db-instance-identifier", name],
      ...["--target-db-instance-identifier", `${name}-restored`, "--restore-time", new Date().toISOString()],
      ...["--db-subnet-group-name", textOrEmpty(running.outputs, "dbSubnetGroupName")],
      ...["--vpc-security-group-ids", ...groups, "--db-instance-class", textOrEmpty(running.outputs, "instanceClass")],
    );
    await rename(name, `${name}-before`);
    await rename(`${name}-restored`, name);
    const { DBInstances } = described.parse(
      await aws("rds", "describe-db-instances", "--db-instance-identifier", name),
    );
    const id = DBInstances[0]?.DbiResourceId ?? "";
    expect(id).not.toBe(running.id);

    await adopt(id);
    const preview = await run(sandbox, "preview");
    expect(preview.code).toBe(0);
    expect(preview.operations.map((one) => [one.op, one.type])).toEqual([["update", type]]);
    const up = await run(sandbox, "up");
    expect(up.errors).toEqual([]);
    expect(up.changes.update).toBe(1);
    const restored = (await sandbox.cloud.resources()).find((one) => one.id === id);
    expect(restored?.outputs).toMatchObject({ identifier: name, address: running.outputs.address });
    expect((await run(sandbox, "preview", { args: ["--refresh", "--expect-no-changes"] })).code).toBe(0);

    await aws(
      ...["rds", "modify-db-instance", "--db-instance-identifier", `${name}-before`, "--no-deletion-protection"],
    );
    await aws("rds", "delete-db-instance", "--db-instance-identifier", `${name}-before`, "--skip-final-snapshot");
    expect((await sandbox.cloud.resources()).filter((one) => one.type === type).map((one) => one.id)).toEqual([id]);
    report("restore of the database", { seconds: (Date.now() - started) / 1000 });
  });
});

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

describe("a deleted object of a bucket", () => {
  it("is back when its delete marker is removed", async () => {
    const versioned = (await sandbox.cloud.resources()).find((one) => one.type.endsWith(":BucketVersioning"));
    const bucket = textOrEmpty(versioned?.outputs, "bucket");
    const object = ["--bucket", bucket, "--key", "models/churn.bin"];
    await aws("s3api", "put-object", ...object);
    await aws("s3api", "delete-object", ...object);
    const list = async () =>
      listed.parse(await aws("s3api", "list-object-versions", "--bucket", bucket, "--prefix", "models/"));
    const { Versions, DeleteMarkers } = await list();
    expect(Versions.map(({ IsLatest }) => IsLatest)).toEqual([false]);
    await aws("s3api", "delete-object", ...object, "--version-id", DeleteMarkers[0]?.VersionId ?? "");
    expect((await list()).Versions.map(({ Key, IsLatest }) => [Key, IsLatest])).toEqual([["models/churn.bin", true]]);
  });
});
