import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../../core/json/json";
import { listOf, textOrEmpty } from "../../../../core/json/reading";
import { commands } from "../../../../sandbox/cloud/commands/commands";
import { root } from "../../../support/plan";
import { type CloudUnderTest, configuration, startCloud } from "../harness";

/** The commands of docs/operations/recovery.md. test/e2e/restore.e2e.ts runs the procedure with Pulumi. */
const database = "aws:rds/instance:Instance";
const inputs: JsonObject = {
  identifier: "mlops-test-db",
  engine: "postgres",
  engineVersion: "17",
  instanceClass: "db.t4g.medium",
  allocatedStorage: 20,
  storageEncrypted: true,
  username: "platform",
  backupRetentionPeriod: 7,
  deletionProtection: true,
  multiAz: true,
  finalSnapshotIdentifier: "mlops-test-db-final",
};

let cloud: CloudUnderTest;
beforeEach(async () => {
  cloud = await startCloud({ configuration });
});
afterEach(() => cloud.stop());

/** Restores a database beside itself and gives it the name, as the page says. @returns its resource id. */
async function restoreInPlace(): Promise<string> {
  await cloud.control.command("rds restore-db-instance-to-point-in-time", {
    "source-db-instance-identifier": "mlops-test-db",
    "target-db-instance-identifier": "mlops-test-db-restored",
    "use-latest-restorable-time": true,
  });
  const rename = (from: string, to: string) =>
    cloud.control.command("rds modify-db-instance", {
      "db-instance-identifier": from,
      "new-db-instance-identifier": to,
      "apply-immediately": true,
    });
  await rename("mlops-test-db", "mlops-test-db-before");
  await rename("mlops-test-db-restored", "mlops-test-db");
  const found = await cloud.control.command("rds describe-db-instances", { "db-instance-identifier": "mlops-test-db" });
  return textOrEmpty(listOf(found, "DBInstances")[0], "DbiResourceId");
}

describe("a database that is restored at a point in time", () => {
  it("takes over name and address, and differs from the program only in what an update restores", async () => {
    const made = await cloud.engine.make(database, "db", inputs);
    const id = await restoreInPlace();
    expect(id).toMatch(/^db-[0-9A-Z]{26}$/);
    expect(id).not.toBe(made.id);
    const { outputs, inputs: found } = await cloud.engine.read(database, "db", id, made.outputs, made.inputs);
    expect(outputs).toMatchObject({
      address: made.outputs.address,
      endpoint: made.outputs.endpoint,
      username: "platform",
    });
    expect(outputs).toMatchObject({ deletionProtection: false, multiAz: false, allocatedStorage: 20 });
    const wanted = await cloud.engine.check(database, "db", inputs, found);
    const diff = await cloud.engine.diff(database, id, outputs, found, wanted);
    expect(diff.replaces).toEqual([]);
    expect(diff.paths.sort()).toEqual(["backupRetentionPeriod", "deletionProtection", "multiAz", "tagsAll"]);
    const updated = await cloud.engine.update(database, "db", id, outputs, wanted);
    expect(updated).toMatchObject({ deletionProtection: true, multiAz: true, address: made.outputs.address });
  });

  it("leaves the earlier database, which still has its id, until it is deleted", async () => {
    const made = await cloud.engine.make(database, "db", inputs);
    await restoreInPlace();
    const { outputs } = await cloud.engine.read(database, "db", made.id, made.outputs, made.inputs);
    expect(outputs.identifier).toBe("mlops-test-db-before");
    const earlier = { "db-instance-identifier": "mlops-test-db-before" };
    const remove = () => cloud.control.command("rds delete-db-instance", { ...earlier, "skip-final-snapshot": true });
    await expect(remove()).rejects.toThrow("Cannot delete protected DB Instance");
    await cloud.control.command("rds modify-db-instance", { ...earlier, "deletion-protection": false });
    await expect(cloud.control.command("rds delete-db-instance", earlier)).rejects.toThrow(
      "FinalDBSnapshotIdentifier is required",
    );
    await remove();
    expect((await cloud.control.resources()).filter(({ id }) => id === made.id)).toEqual([]);
  });

  it("is rejected without backups, with a name that exists, and for a database that does not exist", async () => {
    await cloud.engine.make(database, "db", { ...inputs, backupRetentionPeriod: 0 });
    const restore = (source: string, target: string) =>
      cloud.control.command("rds restore-db-instance-to-point-in-time", {
        "source-db-instance-identifier": source,
        "target-db-instance-identifier": target,
      });
    await expect(restore("mlops-test-db", "other")).rejects.toThrow("InvalidDBInstanceState");
    await expect(restore("nowhere", "other")).rejects.toThrow("DBInstanceNotFound: DBInstance nowhere not found.");
    await cloud.engine.make(database, "two", { ...inputs, identifier: "two" });
    await expect(restore("two", "mlops-test-db")).rejects.toThrow("DBInstanceAlreadyExists");
  });
});

describe("a database that is restored from its final snapshot", () => {
  it("has the storage and the login of the deleted one", async () => {
    const made = await cloud.engine.make(database, "db", { ...inputs, deletionProtection: false });
    await cloud.engine.delete(database, "db", made.id);
    const restore = (snapshot: string) =>
      cloud.control.command("rds restore-db-instance-from-db-snapshot", {
        "db-snapshot-identifier": snapshot,
        "db-instance-identifier": "mlops-test-db",
      });
    await expect(restore("mlops-test-db-other")).rejects.toThrow("DBSnapshotNotFound");
    await restore("mlops-test-db-final");
    const [restored] = (await cloud.control.resources()).filter(({ type }) => type === database);
    expect(restored?.outputs).toMatchObject({
      allocatedStorage: 20,
      username: "platform",
      address: made.outputs.address,
    });
  });
});

describe("a deleted object", () => {
  const bucket = "mlops-test-models";
  const object = { bucket, key: "models/churn.bin" };

  async function make(versioned: boolean) {
    await cloud.engine.make("aws:s3/bucket:Bucket", "b", { bucket });
    if (!versioned) return;
    const versioningConfiguration = { status: "Enabled" };
    await cloud.engine.make("aws:s3/bucketVersioning:BucketVersioning", "v", { bucket, versioningConfiguration });
  }

  it("comes back when its delete marker is removed", async () => {
    await make(true);
    const { VersionId } = await cloud.control.command("s3api put-object", object);
    await cloud.control.command("s3api delete-object", object);
    const listed = await cloud.control.command("s3api list-object-versions", { bucket, prefix: "models/" });
    const [marker] = listOf(listed, "DeleteMarkers");
    expect(listed).toEqual({
      Versions: [{ Key: object.key, VersionId, IsLatest: false }],
      DeleteMarkers: [{ Key: object.key, VersionId: textOrEmpty(marker, "VersionId"), IsLatest: true }],
    });
    await cloud.control.command("s3api delete-object", { ...object, "version-id": textOrEmpty(marker, "VersionId") });
    expect(await cloud.control.command("s3api list-object-versions", { bucket })).toEqual({
      Versions: [{ Key: object.key, VersionId, IsLatest: true }],
      DeleteMarkers: [],
    });
    await expect(cloud.engine.delete("aws:s3/bucket:Bucket", "b", bucket)).rejects.toThrow("BucketNotEmpty");
  });

  it("that was overwritten is copied over from its earlier version", async () => {
    await make(true);
    const { VersionId: first } = await cloud.control.command("s3api put-object", object);
    await cloud.control.command("s3api put-object", object);
    const copy = (version: string) =>
      cloud.control.command("s3api copy-object", {
        ...object,
        "copy-source": `${bucket}/${object.key}?versionId=${version}`,
      });
    await copy(String(first));
    const listed = await cloud.control.command("s3api list-object-versions", { bucket });
    expect(listOf(listed, "Versions")).toHaveLength(3);
    await expect(copy("none")).rejects.toThrow("NoSuchVersion");
  });

  it("is lost without versions", async () => {
    await make(false);
    await cloud.control.command("s3api put-object", object);
    await cloud.control.command("s3api delete-object", object);
    expect(await cloud.control.command("s3api list-object-versions", { bucket })).toEqual({
      Versions: [],
      DeleteMarkers: [],
    });
    await cloud.engine.delete("aws:s3/bucket:Bucket", "b", bucket);
  });

  it("is kept by a bucket that still has earlier versions", async () => {
    await make(true);
    await cloud.control.command("s3api put-object", object);
    await cloud.control.command("s3api delete-object", object);
    await expect(cloud.engine.delete("aws:s3/bucket:Bucket", "b", bucket)).rejects.toThrow("BucketNotEmpty");
  });
});

describe("the commands of the simulated cloud", () => {
  it("include those of the page on recovery", () => {
    const page = readFileSync(path.join(root, "docs/operations/recovery.md"), "utf8");
    const named = [...page.matchAll(/^ +aws (rds|s3api) ([\w-]+)/gm)].map(
      ([, service, command]) => `${service} ${command}`,
    );
    expect(named.length).toBeGreaterThan(5);
    expect([...new Set(named)].filter((name) => commands[name] === undefined)).toEqual([]);
  });

  it("exclude others, with a list", async () => {
    await expect(cloud.control.command("s3 ls", {})).rejects.toThrow(
      'the sandbox\'s aws does not support \\"aws s3 ls\\"',
    );
    await expect(cloud.control.command("rds modify-db-instance", {})).rejects.toThrow(
      "the following arguments are required: --db-instance-identifier",
    );
  });
});
