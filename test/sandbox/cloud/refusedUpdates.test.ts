import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json";
import { type CloudUnderTest, configuration, startCloud } from "./harness";

const trust = JSON.stringify({ Version: "2012-10-17", Statement: [] });
const database = "aws:rds/instance:Instance";
const cluster = "aws:eks/cluster:Cluster";
const group = "aws:eks/nodeGroup:NodeGroup";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
const versioning = "aws:s3/bucketVersioning:BucketVersioning";

let cloud: CloudUnderTest;
beforeEach(async () => {
  cloud = await startCloud({ configuration });
});
afterEach(() => cloud.stop());

type Made = Awaited<ReturnType<CloudUnderTest["engine"]["make"]>>;

async function change(type: string, made: Made, inputs: JsonObject): Promise<JsonObject> {
  const news = await cloud.engine.check(type, "changed", { ...made.inputs, ...inputs }, made.inputs);
  return cloud.engine.update(type, "changed", made.id, made.outputs, news);
}

async function subnets(): Promise<Record<string, string>> {
  const vpc = await cloud.engine.make("aws:ec2/vpc:Vpc", "network", { cidrBlock: "10.0.0.0/16" });
  const made: Record<string, string> = {};
  for (const [index, zone] of ["a", "b", "c"].entries()) {
    const inputs = { vpcId: vpc.id, cidrBlock: `10.0.${index}.0/24`, availabilityZone: `us-west-2${zone}` };
    made[zone] = (await cloud.engine.make("aws:ec2/subnet:Subnet", zone, inputs)).id;
  }
  const again = { vpcId: vpc.id, cidrBlock: "10.0.8.0/24", availabilityZone: "us-west-2b" };
  made.otherB = (await cloud.engine.make("aws:ec2/subnet:Subnet", "b2", again)).id;
  return made;
}

async function controlPlane(inputs: JsonObject = {}) {
  const places = await subnets();
  const role = await cloud.engine.make("aws:iam/role:Role", "control", { name: "control", assumeRolePolicy: trust });
  const made = await cloud.engine.make(cluster, "cluster", {
    name: "mlops-test",
    version: "1.35",
    roleArn: String(role.outputs.arn),
    vpcConfig: { subnetIds: [places.a ?? "", places.b ?? ""] },
    accessConfig: { authenticationMode: "API" },
    ...inputs,
  });
  return { made, places };
}

describe("requireUpdatable", () => {
  it("rejects a lower Kubernetes version, and one that skips a minor version", async () => {
    const { made } = await controlPlane();
    await expect(change(cluster, made, { version: "1.34" })).rejects.toThrow(
      "api error InvalidParameterException: Unsupported Kubernetes minor version update from 1.35 to 1.34",
    );
    await expect(change(cluster, made, { version: "1.37" })).rejects.toThrow("update from 1.35 to 1.37");
    expect((await change(cluster, made, { version: "1.36" })).version).toBe("1.36");
  });

  it("rejects subnets of the control plane in another zone, and accepts other subnets in the same zones", async () => {
    const { made, places } = await controlPlane();
    const { a = "", b = "", c = "", otherB = "" } = places;
    await expect(change(cluster, made, { vpcConfig: { subnetIds: [a, b, c] } })).rejects.toThrow(
      "Provided subnets belong to the following AZs 'us-west-2a,us-west-2b,us-west-2c'. But they should belong to the exact set of AZs 'us-west-2a,us-west-2b'",
    );
    await expect(change(cluster, made, { vpcConfig: { subnetIds: [a, c] } })).rejects.toThrow(
      "AZs 'us-west-2a,us-west-2c'",
    );
    const changed = await change(cluster, made, { vpcConfig: { subnetIds: [a, otherB] } });
    expect(changed.vpcConfig).toMatchObject({ subnetIds: [a, otherB] });
  });

  it("rejects a change back from access entries", async () => {
    const { made } = await controlPlane();
    await expect(change(cluster, made, { accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } })).rejects.toThrow(
      "Unsupported authentication mode update from API to API_AND_CONFIG_MAP",
    );
  });

  it("rejects an earlier version of a node group", async () => {
    const { made, places } = await controlPlane();
    const role = await cloud.engine.make("aws:iam/role:Role", "nodes", { name: "nodes", assumeRolePolicy: trust });
    const policyArn = "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy";
    await cloud.engine.make("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "p", { role: role.id, policyArn });
    const nodes = await cloud.engine.make(group, "nodes", {
      clusterName: made.id,
      nodeRoleArn: String(role.outputs.arn),
      subnetIds: [places.a ?? ""],
      scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 1 },
      version: "1.35",
    });
    await expect(change(group, nodes, { version: "1.34" })).rejects.toThrow(
      "A node group cannot be rolled back to an earlier Kubernetes version: from 1.35 to 1.34",
    );
  });

  it("rejects less storage of a database, an earlier engine, and a major upgrade without the flag", async () => {
    const inputs = { identifier: "d", instanceClass: "db.t4g.medium", engine: "postgres", storageType: "gp3" };
    const made = await cloud.engine.make(database, "d", { ...inputs, engineVersion: "17", allocatedStorage: 100 });
    await expect(change(database, made, { allocatedStorage: 20 })).rejects.toThrow(
      "api error InvalidParameterCombination: Invalid storage size for engine name postgres and storage type gp3: 20",
    );
    await expect(change(database, made, { engineVersion: "16" })).rejects.toThrow(
      "Cannot upgrade postgres from 17.6 to 16",
    );
    await expect(change(database, made, { engineVersion: "17.2" })).rejects.toThrow("from 17.6 to 17.2");
    await expect(change(database, made, { engineVersion: "18" })).rejects.toThrow(
      "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.",
    );
    const grown = await change(database, made, {
      allocatedStorage: 200,
      engineVersion: "18",
      allowMajorVersionUpgrade: true,
    });
    expect(grown).toMatchObject({ allocatedStorage: 200, engineVersion: "18" });
  });

  it("rejects required encryption in transit of a cache before the preferred mode", async () => {
    const inputs = { replicationGroupId: "c", description: "Cache", transitEncryptionEnabled: false };
    const made = await cloud.engine.make(cache, "c", inputs);
    const required = { transitEncryptionEnabled: true, transitEncryptionMode: "required" };
    await expect(change(cache, made, required)).rejects.toThrow("set the transit encryption mode to preferred first");
    const preferred = await change(cache, made, { ...required, transitEncryptionMode: "preferred" });
    expect(preferred.transitEncryptionMode).toBe("preferred");
  });
});

describe("versioning of a bucket", () => {
  it("can be suspended but not disabled", async () => {
    const bucket = await cloud.engine.make("aws:s3/bucket:Bucket", "b", { bucket: "mlops-test-b" });
    const status = (value: string) => ({ bucket: bucket.id, versioningConfiguration: { status: value } });
    const made = await cloud.engine.make(versioning, "v", status("Enabled"));
    await expect(change(versioning, made, status("Disabled"))).rejects.toThrow("must be one of Enabled, Suspended");
    expect(await change(versioning, made, status("Suspended"))).toMatchObject(status("Suspended"));
  });
});
