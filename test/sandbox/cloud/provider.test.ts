import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { secret } from "../../../core/graph/wire";
import { unknownValue } from "../../../sandbox/cloud/wireValues";
import { type CloudUnderTest, configuration, defaultTags, startCloud } from "./harness";

const vpc = "aws:ec2/vpc:Vpc";
const subnet = "aws:ec2/subnet:Subnet";
const role = "aws:iam/role:Role";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const password = "random:index/randomPassword:RandomPassword";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
const trust = JSON.stringify({ Version: "2012-10-17", Statement: [] });

describe("the providers", () => {
  let cloud: CloudUnderTest;
  const folder = mkdtempSync(path.join(os.tmpdir(), "cloud-"));
  const file = path.join(folder, "cloud.json");

  beforeAll(async () => {
    cloud = await startCloud({ configuration, file });
  });
  afterAll(async () => {
    await cloud.stop();
    rmSync(folder, { recursive: true });
  });

  it("accept secrets and answer previews", async () => {
    const response = await cloud.engine.configure(configuration);
    expect([response.getAcceptsecrets(), response.getSupportspreview()]).toEqual([true, true]);
  });

  it("generate a name if the program sets none, and keep it", async () => {
    const first = await cloud.engine.check(role, "mlops-test-role", { assumeRolePolicy: trust });
    expect(first.name).toMatch(/^mlops-test-role-[0-9a-f]{7}$/);
    const later = await cloud.engine.check(role, "mlops-test-role", { assumeRolePolicy: "{}" }, first);
    expect(later.name).toBe(first.name);
    const alias = await cloud.engine.check("aws:kms/alias:Alias", "key", { targetKeyId: "k" });
    expect(alias.name).toMatch(/^alias\/key-[0-9a-f]{7}$/);
    const bucket = await cloud.engine.check("aws:s3/bucket:Bucket", "Artifacts", {});
    expect(bucket.bucket).toMatch(/^artifacts-[0-9a-f]{7}$/);
    const prefixed = await cloud.engine.make(role, "prefixed", { namePrefix: "mlops-test-", assumeRolePolicy: trust });
    expect(prefixed.id).toMatch(/^mlops-test-[0-9a-f]{26}$/);
  });

  it.each([
    [role, 56, 64],
    ["aws:cloudwatch/eventRule:EventRule", 56, 64],
    ["aws:elasticache/replicationGroup:ReplicationGroup", 32, 40],
    ["aws:s3/bucket:Bucket", 55, 63],
    ["aws:sqs/queue:Queue", 72, 80],
    ["aws:kms/alias:Alias", 230, 238],
    ["aws:eks/nodeGroup:NodeGroup", 247, 255],
  ])(
    "reject an automatic name of %s with more than %i characters, and do not shorten it",
    async (type, longest, maximum) => {
      await cloud.engine.check(type, "x".repeat(longest), {});
      const name = "x".repeat(longest + 1);
      await expect(cloud.engine.check(type, name, {})).rejects.toThrow(
        `could not make instance of '${type}': name '${name}-' plus 7 random chars is longer than maximum length ${maximum}`,
      );
    },
  );

  it("create, update, read and delete a network", async () => {
    const made = await cloud.engine.make(vpc, "network", { cidrBlock: "10.0.0.0/16", tags: { Name: "network" } });
    expect(made.id).toMatch(/^vpc-0[0-9a-f]{16}$/);
    expect(made.outputs).toMatchObject({
      arn: `arn:aws:ec2:us-west-2:111122223333:vpc/${made.id}`,
      region: "us-west-2",
      tagsAll: { ...defaultTags, Name: "network" },
    });
    const inputs = await cloud.engine.check(vpc, "network", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
    const updated = await cloud.engine.update(vpc, "network", made.id, made.outputs, inputs);
    expect(updated).toMatchObject({ enableDnsHostnames: true, tagsAll: defaultTags, arn: made.outputs.arn });
    expect((await cloud.engine.read(vpc, "network", made.id, updated, inputs)).outputs).toEqual(updated);
    await cloud.engine.delete(vpc, "network", made.id);
    expect((await cloud.engine.read(vpc, "network", made.id)).id).toBe("");
    await cloud.engine.delete(vpc, "network", made.id);
  });

  it("import a resource by its id", async () => {
    const made = await cloud.engine.make(vpc, "imported", { cidrBlock: "10.9.0.0/16" });
    const found = await cloud.engine.read(vpc, "imported", made.id);
    expect(found).toMatchObject({ id: made.id, outputs: made.outputs, inputs: { cidrBlock: "10.9.0.0/16" } });
  });

  it("return known outputs in a preview, and mark the others as unknown", async () => {
    const inputs = await cloud.engine.check(subnet, "a", { vpcId: unknownValue, cidrBlock: "10.0.0.0/24" });
    const { id, outputs } = await cloud.engine.create(subnet, "a", inputs, true);
    expect(id).toBe("");
    expect(outputs).toMatchObject({
      cidrBlock: "10.0.0.0/24",
      vpcId: unknownValue,
      arn: unknownValue,
      availabilityZone: unknownValue,
      region: "us-west-2",
      tagsAll: defaultTags,
    });
    expect((await cloud.control.resources()).filter(({ type }) => type === subnet)).toEqual([]);
  });

  it("return unchanged outputs in the preview of an update", async () => {
    const made = await cloud.engine.make(template, "nodes", { updateDefaultVersion: true, ebsOptimized: "true" });
    expect(made.outputs.latestVersion).toBe(1);
    const other = { ...made.inputs, ebsOptimized: "false" };
    const preview = await cloud.engine.update(template, "nodes", made.id, made.outputs, other, true);
    expect(preview).toMatchObject({ arn: made.outputs.arn, latestVersion: unknownValue, ebsOptimized: "false" });
    const tagged = { ...made.inputs, tags: { a: "b" } };
    const tags = await cloud.engine.update(template, "nodes", made.id, made.outputs, tagged, true);
    expect(tags.latestVersion).toBe(1);
    const updated = await cloud.engine.update(template, "nodes", made.id, made.outputs, other);
    expect(updated).toMatchObject({ latestVersion: 2, defaultVersion: 2 });
  });

  it("mark secrets as secret, and store none in the cloud's file", async () => {
    const made = await cloud.engine.make(password, "token", { length: 40, special: false });
    const { result } = made.outputs;
    expect(result).toMatchObject({ value: expect.stringMatching(/^[A-Za-z0-9]{40}$/) });
    const word = "correct horse battery staple";
    const group = await cloud.engine.make(cache, "cache", { description: "test", authToken: secret(word) });
    expect(group.outputs.authToken).toEqual(secret(word));
    const known = await cloud.engine.read(cache, "cache", group.id, group.outputs, group.inputs);
    expect(known.outputs.authToken).toEqual(secret(word));
    expect(known.inputs.authToken).toEqual(secret(word));
    expect(readFileSync(file, "utf8")).not.toContain(word);
    expect(JSON.stringify(await cloud.control.resources())).not.toContain(word);
  });

  it("continue with the state of the previous process", async () => {
    const made = await cloud.engine.make(vpc, "kept", { cidrBlock: "10.8.0.0/16" });
    const next = await startCloud({ file });
    expect((await next.engine.read(vpc, "kept", made.id)).outputs).toEqual(made.outputs);
    // The engine only reconnects and does not configure again: the configuration was stored too.
    const second = await next.engine.make(subnet, "kept-a", { vpcId: made.id, cidrBlock: "10.8.0.0/24" });
    expect(second.outputs.tagsAll).toEqual(defaultTags);
    await next.stop();
  });

  it("reject types that are not simulated, and name the file to add them to", async () => {
    await expect(cloud.engine.check("aws:lambda/function:Function", "f", {})).rejects.toThrow(
      "the sandbox does not simulate aws:lambda/function:Function\n  fix: add it to a file in sandbox/cloud/types",
    );
    await expect(cloud.engine.check("random:index/randomPet:RandomPet", "p", {})).rejects.toThrow(
      "sandbox/cloud/random.ts",
    );
  });
});
