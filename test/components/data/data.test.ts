import { describe, expect, it } from "vitest";
import { DataStores, type DataStoresArgs, dataLogGroups } from "../../../components/data/data";
import { type Environment, presets } from "../../../components/settings/environments";
import { dataSection } from "../../../components/settings/sections/data";
import type { Registration } from "../../../core/graph/registration";
import { all, only, recordComponent, typesAndNames } from "../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };

/** What an environment has with some of its settings written and all else left to the preset. */
function stores(
  environment: Environment,
  written: object = {},
  transform?: DataStoresArgs["transform"],
): Promise<Registration[]> {
  const preset = presets[environment];
  return recordComponent(
    () =>
      new DataStores("mlops-data", {
        ...dataSection(preset).parse(written),
        account,
        platformName: "mlops",
        vpcId: "vpc-1",
        intraSubnetIds: ["subnet-intra-a", "subnet-intra-b"],
        nodeSubnets: [{ zone: "us-west-2a", subnetId: "subnet-private-a" }],
        volumeDrivers: [],
        clients: { cluster: { referencedSecurityGroupId: "sg-nodes" } },
        logsKeyArn: "arn:aws:kms:us-west-2:111122223333:key/logs",
        disposable: preset.data.disposable,
        deletionProtection: preset.deletionProtection,
        transform,
      }),
  );
}

function components(resources: readonly Registration[]): string[] {
  return typesAndNames(resources.filter(({ custom }) => !custom));
}

const everything = {
  buckets: { datasets: { intelligentTiering: true } },
  sharedVolumes: true,
  repositories: ["trainer"],
  cache: { enabled: true },
};

/** What holds data itself. */
const dataTypes = [
  "aws:s3/bucket:Bucket",
  "aws:rds/instance:Instance",
  "aws:ecr/repository:Repository",
  "aws:efs/fileSystem:FileSystem",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:kms/key:Key",
];

describe("DataStores", () => {
  it("creates the optional stores of the settings", async () => {
    const always = components(await stores("dev"));
    const asked = components(await stores("dev", everything)).filter((one) => !always.includes(one));
    expect(asked).toEqual([
      "mlops:index:ArtifactBucket mlops-data-bucket-datasets",
      "mlops:index:ClientSecurityGroup mlops-data-cache-clients",
      "mlops:index:ClientSecurityGroup mlops-data-shared-clients",
      "mlops:index:RedisCache mlops-data-cache",
      "mlops:index:SharedFileSystem mlops-data-shared",
    ]);
    expect(all(await stores("dev", everything), "aws:ecr/repository:Repository").map(({ name }) => name)).toEqual([
      "mlops-data-images-trainer",
    ]);
  });

  it("encrypts all stores with one key, whose policy delegates access to IAM, except for CloudWatch alarms", async () => {
    const resources = await stores("prod", everything);
    const key = only(resources, "aws:kms/key:Key");
    const arn = `[unknown:${key.urn}#arn]`;
    expect(JSON.parse(String(key.inputs.policy)).Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual([
      "AccountAdministersKey",
      "AlarmsUseKey",
    ]);
    for (const type of dataTypes.slice(1, 5)) {
      for (const { name, inputs } of all(resources, type)) {
        expect([name, JSON.stringify(inputs).includes(arn)]).toEqual([name, true]);
      }
    }
    expect(only(resources, "aws:rds/instance:Instance").inputs.masterUserSecretKmsKeyId).toBe(arn);
  });

  it("passes its settings to each store", async () => {
    const resources = await stores("prod", everything);
    const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    const rules = (bucket: string) => {
      const value = only(resources, lifecycle, `mlops-data-bucket-${bucket}-lifecycle`).inputs.rules;
      return Array.isArray(value) ? value.length : 0;
    };
    expect([rules("artifacts"), rules("datasets")]).toEqual([7, 8]);
    expect(only(resources, "aws:s3/bucket:Bucket", "mlops-data-bucket-datasets").inputs.bucket).toBe(
      "mlops-111122223333-us-west-2-datasets",
    );
    expect(only(resources, "aws:elasticache/replicationGroup:ReplicationGroup").inputs).toMatchObject({
      nodeType: "cache.r7g.large",
      numCacheClusters: 2,
    });
  });

  it("creates the database's log groups with the names in the policy of the logs key", async () => {
    const names = all(await stores("prod"), "aws:cloudwatch/logGroup:LogGroup").map(({ inputs }) => inputs.name);
    expect(names).toEqual(dataLogGroups("mlops-data"));
  });

  it("contains no secret in clear text", async () => {
    expect(JSON.stringify(await stores("prod", everything))).not.toMatch(/randomPassword[^"]*#result/);
  });

  it("applies a transform to each kind of store", async () => {
    const resources = await stores("prod", everything, {
      key: { deletionWindowInDays: 7 },
      bucket: { objectLockEnabled: true },
      database: { monitoringInterval: 60 },
      fileSystem: { throughputMode: "bursting" },
      cache: { clusterMode: "disabled" },
    });
    expect(only(resources, "aws:kms/key:Key").inputs.deletionWindowInDays).toBe(7);
    expect(all(resources, "aws:s3/bucket:Bucket").map(({ inputs }) => inputs.objectLockEnabled)).toEqual([true, true]);
    expect(only(resources, "aws:rds/instance:Instance").inputs.monitoringInterval).toBe(60);
    expect(only(resources, "aws:efs/fileSystem:FileSystem").inputs.throughputMode).toBe("bursting");
    expect(only(resources, "aws:elasticache/replicationGroup:ReplicationGroup").inputs.clusterMode).toBe("disabled");
  });
});

describe("stores of data", () => {
  it.each(["staging", "prod"] as const)(
    "are protected when they are removed from the settings of %s",
    async (stack) => {
      const resources = await stores(stack, everything);
      const holding = resources.filter(({ type }) => dataTypes.includes(type));
      expect(holding).toHaveLength(7);
      expect(holding.filter(({ options }) => !options.protect)).toEqual([]);
      expect(only(resources, "aws:rds/instance:Instance").inputs).toMatchObject({
        deletionProtection: true,
        skipFinalSnapshot: false,
      });
      for (const { inputs, options } of all(resources, "aws:s3/bucket:Bucket")) {
        expect([inputs.forceDestroy, options.retainOnDelete]).toEqual([false, true]);
      }
    },
  );

  it("are disposable in dev", async () => {
    const resources = await stores("dev", everything);
    expect(resources.filter(({ options }) => options.protect || options.retainOnDelete)).toEqual([]);
    expect(only(resources, "aws:rds/instance:Instance").inputs.skipFinalSnapshot).toBe(true);
  });
});
