import { describe, expect, it } from "vitest";
import { refusedUpdates } from "../../../core/aws/refusedUpdates";
import type { Json, JsonObject } from "../../../core/json/json";
import { compare } from "../../../plan/diff/compare";
import type { PlannedResource } from "../../../plan/document";
import { planned, planOf } from "../../support/documents";

/** The refusal of an update between two values of inputs, beside resources that both plans have. */
function refused(
  type: string,
  before: JsonObject,
  after: JsonObject,
  others: readonly PlannedResource[] = [],
): string | null | undefined {
  const plan = (inputs: JsonObject) => planOf([planned(type, "one", inputs), ...others]);
  return compare(plan(before), plan(after)).find(({ urn }) => urn.endsWith("::one"))?.refused;
}

const cluster = "aws:eks/cluster:Cluster";
const group = "aws:eks/nodeGroup:NodeGroup";
const database = "aws:rds/instance:Instance";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";

describe("updates of one input", () => {
  it.each<[type: string, path: string, before: Json, after: Json, reason: string]>([
    [
      cluster,
      "version",
      "1.36",
      "1.35",
      "EKS rolls a cluster back from Kubernetes 1.36 to 1.35 only within 7 days of its upgrade, and only after its nodes: keep 1.36, or roll back by hand as in docs/operations/day-two.md, nodes first",
    ],
    [
      cluster,
      "version",
      "1.36",
      "1.34",
      "EKS does not roll a cluster back from Kubernetes 1.36 to 1.34, by more than one minor version: keep 1.36",
    ],
    [
      cluster,
      "version",
      "1.34",
      "1.36",
      "EKS upgrades one minor version at a time, not from Kubernetes 1.34 to 1.36: upgrade to 1.35 first",
    ],
    [
      group,
      "version",
      "1.36",
      "1.35",
      "EKS rolls a node group back from Kubernetes 1.36 to 1.35 only before its cluster: keep 1.36, or roll back by hand as in docs/operations/day-two.md, nodes first",
    ],
    [
      cluster,
      "accessConfig.authenticationMode",
      "API",
      "API_AND_CONFIG_MAP",
      "EKS does not change the authentication mode from API back to API_AND_CONFIG_MAP: keep API",
    ],
    [
      cluster,
      "kubernetesNetworkConfig.serviceIpv4Cidr",
      "172.20.0.0/16",
      "172.21.0.0/16",
      "EKS sets the service IP range when it creates the cluster: keep 172.20.0.0/16, or create another platform",
    ],
    [
      database,
      "allocatedStorage",
      100,
      20,
      "RDS does not shrink storage from 100 to 20 GiB: keep at least 100, or move the data to another instance",
    ],
    [database, "engineVersion", "17", "16", "RDS does not downgrade an engine (from 17 to 16): keep 17"],
    [database, "engineVersion", "17.7", "17.5", "RDS does not downgrade an engine (from 17.7 to 17.5): keep 17.7"],
    [
      database,
      "engineVersion",
      "5.7.44",
      "8.4.3",
      "RDS upgrades MySQL one major version at a time, not from 5.7.44 to 8.4.3: upgrade to 8.0 first",
    ],
    [database, "backupRetentionPeriod", 7, 60, "RDS keeps backups for 0 to 35 days, not 60: use a number from 0 to 35"],
    [cache, "engineVersion", "8.0", "7.2", "ElastiCache does not downgrade an engine (from 8.0 to 7.2): keep 8.0"],
    ["aws:ebs/volume:Volume", "size", 200, 100, "EBS does not shrink a volume from 200 to 100 GiB: keep at least 200"],
    [
      "kubernetes:core/v1:PersistentVolumeClaim",
      "spec.resources.requests.storage",
      "1Ti",
      "512Gi",
      "Kubernetes does not shrink a claim (from 1Ti to 512Gi): keep at least 1Ti",
    ],
    [
      "kubernetes:helm.sh/v3:Release",
      "values.prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec.resources.requests.storage",
      "200Gi",
      "100Gi",
      "Kubernetes does not shrink volume claims (from 200Gi to 100Gi): keep at least 200Gi",
    ],
    [
      "kubernetes:helm.sh/v3:Release",
      "values.persistence.size",
      "5Gi",
      "2Gi",
      "Kubernetes does not shrink volume claims (from 5Gi to 2Gi): keep at least 5Gi",
    ],
    [
      "aws:s3/bucketVersioning:BucketVersioning",
      "versioningConfiguration.status",
      "Enabled",
      "Disabled",
      "S3 does not disable versioning after it was enabled: use Suspended instead of Disabled",
    ],
  ])("refuses %s %s from %s to %s", (type, path, before, after, reason) => {
    expect(refused(type, at(path, before), at(path, after))).toBe(reason);
    expect(refused(type, at(path, before), { ...at(path, before), other: 1 })).toBeNull();
  });

  it("accepts the other direction", () => {
    expect(refused(cluster, { version: "1.35" }, { version: "1.36" })).toBeNull();
    expect(refused(database, { allocatedStorage: 20 }, { allocatedStorage: 100 })).toBeNull();
    expect(refused(database, { engineVersion: "16" }, { engineVersion: "17" })).toBeNull();
    // RDS chose 17.7 where the program says 17: both are the same.
    expect(refused(database, { engineVersion: "17.7" }, { engineVersion: "17" })).toBeNull();
    expect(refused(database, { engineVersion: "13" }, { engineVersion: "17" })).toBeNull();
    const claim = "spec.resources.requests.storage";
    const type = "kubernetes:core/v1:PersistentVolumeClaim";
    expect(refused(type, at(claim, "512Gi"), at(claim, "1Ti"))).toBeNull();
  });

  it("has a source for every row", () => {
    for (const { source } of refusedUpdates)
      expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|kubernetes\.io)\//);
  });
});

describe("updates that depend on other resources", () => {
  const subnet = (letter: string, cidrBlock = "10.0.0.0/24") =>
    planned("aws:ec2/subnet:Subnet", `subnet-${letter}`, {
      vpcId: "vpc-1",
      availabilityZone: `us-west-2${letter}`,
      cidrBlock,
    });
  const ids = (...letters: string[]) => letters.map((letter) => `[unknown:${subnet(letter).urn}#id]`);
  const all = ["a", "b", "c"].map((letter) => subnet(letter));

  it("refuses other zones of the control plane", () => {
    const vpcConfig = (...letters: string[]) => ({ vpcConfig: { subnetIds: ids(...letters) } });
    const text = (later: string) =>
      `EKS sets the control plane's zones at creation: keep us-west-2a, us-west-2b instead of ${later} (mlops:cluster.controlPlaneZones)`;
    expect(refused(cluster, vpcConfig("a", "b"), vpcConfig("a", "b", "c"), all)).toBe(
      text("us-west-2a, us-west-2b, us-west-2c"),
    );
    expect(refused(cluster, vpcConfig("a", "b"), vpcConfig("b", "c"), all)).toBe(text("us-west-2b, us-west-2c"));
    expect(refused(cluster, vpcConfig("a", "b"), vpcConfig("b", "a"), all)).toBeNull();
  });

  it("rejects the removal of a database's subnets, and accepts more", () => {
    const group = "aws:rds/subnetGroup:SubnetGroup";
    expect(refused(group, { subnetIds: ids("a", "b", "c") }, { subnetIds: ids("a", "b") }, all)).toBe(
      "RDS does not remove a subnet that an instance or its standby uses: keep zone us-west-2c, or move the instances out of it first",
    );
    expect(refused(group, { subnetIds: ids("a", "b") }, { subnetIds: ids("a", "b", "c") }, all)).toBeNull();
  });

  it("refuses another block of a subnet in use", () => {
    const group = planned("aws:rds/subnetGroup:SubnetGroup", "group", { subnetIds: ids("a") });
    const plan = (cidrBlock: string, ...others: PlannedResource[]) => planOf([subnet("a", cidrBlock), ...others]);
    const change = (...others: PlannedResource[]) =>
      compare(plan("10.0.0.0/24", ...others), plan("10.0.1.0/24", ...others)).find(({ urn }) =>
        urn.endsWith("subnet-a"),
      );
    expect(change(group)?.refused).toBe(
      "EC2 does not change the block of a subnet, and does not delete a subnet in use (by group): keep 10.0.0.0/24",
    );
    expect(change()?.refused).toBeNull();
  });
});

/** An object with a value at a path. */
function at(path: string, value: Json): JsonObject {
  const [key = "", ...rest] = path.split(".");
  return { [key]: rest.length === 0 ? value : at(rest.join("."), value) };
}
