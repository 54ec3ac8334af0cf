import { describe, expect, it } from "vitest";
import { RedisCache, type RedisCacheArgs } from "../../../components/data/redisCache";
import { EncryptionKey } from "../../../components/encryption/encryptionKey";
import type { Registration } from "../../../core/graph/registration";
import { only, recordComponent } from "../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };
const groupType = "aws:elasticache/replicationGroup:ReplicationGroup";

function cache(changes: Partial<RedisCacheArgs> = {}, name = "cache"): Promise<Registration[]> {
  return recordComponent(
    () =>
      new RedisCache(name, {
        vpcId: "vpc-1",
        subnetIds: ["subnet-a", "subnet-b"],
        clients: { cluster: { referencedSecurityGroupId: "sg-nodes" } },
        key: new EncryptionKey("key", { account, description: "Data", deletionProtection: false }),
        nodeType: "cache.m7g.large",
        nodes: 2,
        snapshotRetentionDays: 7,
        disposable: false,
        deletionProtection: true,
        ...changes,
      }),
  );
}

describe("RedisCache", () => {
  it("is encrypted at rest and in transit, survives the loss of a zone, and requires a token", async () => {
    const resources = await cache();
    expect(only(resources, groupType).inputs).toEqual({
      replicationGroupId: "cache",
      description: "Redis of cache",
      engine: "valkey",
      engineVersion: "8.0",
      autoMinorVersionUpgrade: false,
      nodeType: "cache.m7g.large",
      numCacheClusters: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      parameterGroupName: "cache-valkey8",
      port: 6379,
      subnetGroupName: "cache",
      securityGroupIds: [`[unknown:${only(resources, "aws:ec2/securityGroup:SecurityGroup").urn}#id]`],
      atRestEncryptionEnabled: true,
      kmsKeyId: `[unknown:${only(resources, "aws:kms/key:Key").urn}#arn]`,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      authToken: "[secret]",
      snapshotRetentionLimit: 7,
      snapshotWindow: "02:00-03:00",
      maintenanceWindow: "sun:03:30-sun:04:30",
      finalSnapshotIdentifier: `cache-final-[unknown:${only(resources, "random:index/randomId:RandomId").urn}#hex]`,
      applyImmediately: false,
      tags: { Name: "cache" },
    });
  });

  it("has a token of characters that ElastiCache accepts", async () => {
    const { inputs } = only(await cache(), "random:index/randomPassword:RandomPassword");
    expect(inputs).toEqual({ length: 64, special: false });
  });

  it("evicts only keys with an expiry when memory is full", async () => {
    const { inputs } = only(await cache(), "aws:elasticache/parameterGroup:ParameterGroup");
    expect(inputs).toMatchObject({
      name: "cache-valkey8",
      family: "valkey8",
      parameters: [{ name: "maxmemory-policy", value: "volatile-lru" }],
    });
  });

  it("allows ingress from its clients to one port", async () => {
    const { inputs } = only(await cache(), "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    expect(inputs).toMatchObject({ fromPort: 6379, toPort: 6379, referencedSecurityGroupId: "sg-nodes" });
  });

  it("is protected", async () => {
    expect(only(await cache(), groupType).options.protect).toBe(true);
  });

  it("is one node without a final snapshot if it is disposable", async () => {
    const disposable = { nodes: 1, snapshotRetentionDays: 0, disposable: true, deletionProtection: false };
    const { inputs, options } = only(await cache(disposable), groupType);
    expect(inputs).toMatchObject({
      numCacheClusters: 1,
      automaticFailoverEnabled: false,
      multiAzEnabled: false,
      snapshotRetentionLimit: 0,
      applyImmediately: true,
    });
    expect(inputs.finalSnapshotIdentifier).toBeUndefined();
    expect(options.protect).toBe(false);
  });

  it("limits its name as ElastiCache does", async () => {
    const { inputs } = only(await cache({}, `cache-${"long-".repeat(9)}name`), groupType);
    expect(String(inputs.replicationGroupId).length).toBeLessThanOrEqual(40);
  });
});
