import { describe, expect, it } from "vitest";
import { cacheNodeTypes, databaseInstanceClasses } from "../../../components/data/instanceClasses";
import type { JsonObject } from "../../../core/json/json";
import { resource } from "../../support/registration";
import { always, estimated } from "./resources";

function of(type: string, inputs: JsonObject = {}) {
  return estimated(resource(type, inputs));
}

const nothing = { items: [], unpriced: 0 };
const listed = { items: [], unpriced: 1 };

describe("the network", () => {
  it("includes NAT gateways and their addresses", () => {
    expect(of("aws:ec2/natGateway:NatGateway")).toEqual({
      items: [always("NAT gateway", 32.85, "1 gateway × 730 h × 0.045 USD, and 0.045 USD for each GB")],
      unpriced: 0,
    });
    expect(of("aws:ec2/eip:Eip").items).toEqual([always("public IPv4 address", 3.65, "1 address × 730 h × 0.005 USD")]);
    expect(of("aws:ec2/natGateway:NatGateway", { availabilityMode: "regional" })).toEqual(listed);
  });

  it("has interface endpoints by subnet, and gateway endpoints for nothing", () => {
    const endpoint = (inputs: JsonObject) => of("aws:ec2/vpcEndpoint:VpcEndpoint", inputs);
    expect(endpoint({ vpcEndpointType: "Interface", subnetIds: ["a", "b", "c"] })).toEqual({
      items: [always("interface endpoint", 21.9, "3 subnets × 730 h × 0.01 USD, and 0.01 USD for each GB")],
      unpriced: 0,
    });
    expect(endpoint({ vpcEndpointType: "Gateway" })).toEqual(nothing);
    expect(endpoint({})).toEqual(nothing);
    expect(endpoint({ vpcEndpointType: "Interface" })).toEqual(listed);
    expect(endpoint({ vpcEndpointType: "GatewayLoadBalancer", subnetIds: ["a"] })).toEqual(listed);
  });

  it("has flow logs at the price of their log group", () => {
    expect(of("aws:ec2/flowLog:FlowLog")).toEqual(nothing);
    expect(of("aws:ec2/flowLog:FlowLog", { logDestinationType: "s3" })).toEqual(listed);
  });
});

describe("the cluster", () => {
  it("costs the price of standard support", () => {
    expect(of("aws:eks/cluster:Cluster", { upgradePolicy: { supportType: "STANDARD" } })).toEqual({
      items: [always("control plane", 73, "1 cluster × 730 h × 0.10 USD")],
      unpriced: 0,
    });
  });

  it("states the cost of extended support if it is possible", () => {
    expect(of("aws:eks/cluster:Cluster").items[0]?.basis).toBe(
      "1 cluster × 730 h × 0.10 USD; 0.60 USD an hour in extended support",
    );
  });

  it("is also listed as unpriced if it has features with a price of their own", () => {
    const { items, unpriced } = of("aws:eks/cluster:Cluster", { computeConfig: { enabled: true } });
    expect([items.length, unpriced]).toEqual([1, 1]);
  });
});

describe("keys, secrets and zones", () => {
  it("cost a fixed price each", () => {
    expect(of("aws:kms/key:Key", { enableKeyRotation: true }).items).toEqual([
      always(
        "key",
        1,
        "1 key × 1.00 USD, 1.00 USD more after each of the first two rotations, and 0.03 USD for each 10,000 requests",
      ),
    ]);
    expect(of("aws:kms/key:Key").items[0]?.basis).toBe("1 key × 1.00 USD, and 0.03 USD for each 10,000 requests");
    expect(of("aws:secretsmanager/secret:Secret").items).toEqual([
      always("secret", 0.4, "1 secret × 0.40 USD, and 0.05 USD for each 10,000 calls"),
    ]);
    expect(of("aws:secretsmanager/secret:Secret", { replicas: [{ region: "us-west-2" }] }).items).toEqual([
      always("secret", 0.8, "2 secrets × 0.40 USD, and 0.05 USD for each 10,000 calls"),
    ]);
    expect(of("aws:route53/zone:Zone").items).toEqual([
      always("hosted zone", 0.5, "1 zone × 0.50 USD, and its queries"),
    ]);
  });
});

describe("databases", () => {
  const database = {
    engine: "postgres",
    instanceClass: "db.m7g.large",
    multiAz: true,
    storageType: "gp3",
    allocatedStorage: 100,
    manageMasterUserPassword: true,
  };
  const estimate = (changes: JsonObject) => of("aws:rds/instance:Instance", { ...database, ...changes });

  it("cost their class, their storage and their master secret", () => {
    expect(estimate({})).toEqual({
      items: [
        always("database", 245.28, "1 × db.m7g.large in two zones × 730 h × 0.336 USD (unverified)"),
        always("database storage", 23, "100 GB × 0.23 USD, and 0.095 USD for each GB of backups beyond its size"),
        always("master secret", 0.4, "1 secret × 0.40 USD, and 0.05 USD for each 10,000 calls"),
      ],
      unpriced: 0,
    });
    expect(estimate({ multiAz: false, manageMasterUserPassword: false }).items).toEqual([
      always("database", 122.64, "1 × db.m7g.large × 730 h × 0.168 USD"),
      always("database storage", 11.5, "100 GB × 0.115 USD, and 0.095 USD for each GB of backups beyond its size"),
    ]);
  });

  it("cost what their storage may grow to", () => {
    const storage = estimate({ maxAllocatedStorage: 400 }).items[1];
    expect(storage?.monthly).toEqual({ minimum: 23, expected: 23, maximum: 92 });
    expect(storage?.basis).toMatch(/^100 GB × 0\.23 USD, maximum 400 GB × 0\.23 USD, and /);
  });

  it("pay for IOPS beyond those that come with the storage", () => {
    const iops = (changes: JsonObject) => estimate(changes).items.find(({ item }) => item === "database IOPS")?.monthly;
    expect(iops({ iops: 3000 })).toBeUndefined();
    expect(iops({ iops: 5000 })?.minimum).toBe(80); // 2000 × 0.04
    expect(iops({ iops: 5000, multiAz: false })?.minimum).toBe(40); // 2000 × 0.02
    expect(iops({ iops: 12_000, allocatedStorage: 400 })).toBeUndefined();
  });

  it.each([
    ["another kind of storage", { storageType: "io2" }],
    ["storage throughput", { storageThroughput: 500 }],
    ["insights that cost", { databaseInsightsMode: "advanced" }],
    ["insights kept for longer than what is free", { performanceInsightsRetentionPeriod: 31 }],
  ])("are listed too with %s", (_, changes) => {
    const { items, unpriced } = estimate(changes);
    expect(items.map(({ item }) => item)).toContain("database");
    expect(unpriced).toBe(1);
  });

  it.each([
    ["an unknown class", { instanceClass: "db.x9.huge" }],
    ["another engine", { engine: "mysql" }],
    ["unknown zones", { multiAz: "[unknown:urn#zones]" }],
  ])("are unpriced with %s", (_, changes) => {
    expect(estimate(changes)).toEqual(listed);
  });

  it.each(databaseInstanceClasses)("have a price as %s, in one zone and in two", (instanceClass) => {
    for (const multiAz of [false, true]) expect(estimate({ instanceClass, multiAz }).unpriced).toBe(0);
  });
});

describe("caches", () => {
  const group = (inputs: JsonObject) => of("aws:elasticache/replicationGroup:ReplicationGroup", inputs);
  const small = { engine: "valkey", nodeType: "cache.t4g.small" };

  it("cost their nodes, replicas among them", () => {
    expect(group({ ...small, numCacheClusters: 2 })).toEqual({
      items: [always("cache nodes", 37.38, "2 × cache.t4g.small × 730 h × 0.0256 USD")],
      unpriced: 0,
    });
    expect(group({ ...small, numNodeGroups: 2, replicasPerNodeGroup: 1 }).items[0]?.monthly.minimum).toBe(74.75);
    expect(group(small).items[0]?.monthly.minimum).toBe(18.69);
    // Redis, 0.032, by default.
    const cluster = { nodeType: "cache.t4g.small", numCacheNodes: 1 };
    expect(of("aws:elasticache/cluster:Cluster", cluster).items[0]?.monthly.minimum).toBe(23.36);
  });

  it("are also listed as unpriced with backups, and unpriced if the table lacks them", () => {
    expect(group({ ...small, snapshotRetentionLimit: 7 })).toMatchObject({ items: [{}], unpriced: 1 });
    expect(group({ ...small, nodeType: "cache.r9g.huge" })).toEqual(listed);
    expect(of("aws:elasticache/cluster:Cluster", small)).toEqual(listed);
  });

  it.each(cacheNodeTypes)("have a price as %s", (nodeType) => {
    for (const engine of ["redis", "valkey"]) expect(group({ engine, nodeType }).unpriced).toBe(0);
  });
});

describe("resources with a price by use, or outside of the plan", () => {
  it.each([
    ["aws:cloudwatch/logGroup:LogGroup", {}],
    ["aws:ecr/repository:Repository", {}],
    ["aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration", { scanType: "ENHANCED" }],
    ["aws:efs/backupPolicy:BackupPolicy", { backupPolicy: { status: "ENABLED" } }],
    ["aws:efs/fileSystem:FileSystem", {}],
    ["aws:s3/bucket:Bucket", {}],
    ["aws:sqs/queue:Queue", {}],
    ["kubernetes:apps/v1:StatefulSet", { spec: { volumeClaimTemplates: [{}] } }],
    ["kubernetes:core/v1:PersistentVolumeClaim", {}],
    ["kubernetes:core/v1:Service", { spec: { type: "LoadBalancer" } }],
    ["aws:sagemaker/domain:Domain", {}],
  ])("lists %s", (type, inputs) => {
    expect(of(type, inputs)).toEqual(listed);
  });

  it.each([
    ["aws:cloudwatch/eventRule:EventRule", {}],
    ["aws:ec2/launchTemplate:LaunchTemplate", {}],
    ["aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration", { scanType: "BASIC" }],
    ["aws:efs/backupPolicy:BackupPolicy", { backupPolicy: { status: "DISABLED" } }],
    ["aws:iam/whatever:Whatever", {}],
    ["aws:s3/bucketPolicy:BucketPolicy", {}],
    ["kubernetes:apps/v1:StatefulSet", { spec: {} }],
    ["kubernetes:core/v1:Service", { spec: { type: "ClusterIP" } }],
    ["random:index/randomPassword:RandomPassword", {}],
  ])("leaves out %s, which costs nothing", (type, inputs) => {
    expect(of(type, inputs)).toEqual(nothing);
  });
});
