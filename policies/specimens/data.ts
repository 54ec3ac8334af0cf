import type { JsonObject } from "../../core/json/json";
import { resource } from "../specimen";
import type { Subject } from "../subject";
import { tags } from "./baseStack";
import { keyArn } from "./keys";
import { type Fields, merged } from "./mergeFields";

const goodDatabase: JsonObject = {
  identifier: "mlops",
  engine: "postgres",
  engineVersion: "17",
  instanceClass: "db.r7g.large",
  allocatedStorage: 100,
  storageType: "gp3",
  storageEncrypted: true,
  kmsKeyId: keyArn,
  publiclyAccessible: false,
  multiAz: true,
  backupRetentionPeriod: 35,
  skipFinalSnapshot: false,
  finalSnapshotIdentifier: "mlops-final",
  deletionProtection: true,
  parameterGroupName: "mlops-postgres17",
  tags,
};

/**
 * Returns a database and its parameter group, which pass every rule unless `changes` violate one.
 *
 * @param parameters Parameters of the group. @default - TLS is required
 */
export function database(
  changes: Fields = {},
  parameters: JsonObject[] | undefined = [{ name: "rds.force_ssl", value: "1" }],
): readonly Subject[] {
  const group = resource("aws:rds/parameterGroup:ParameterGroup", "database-parameters", {
    name: "mlops-postgres17",
    family: "postgres17",
    parameters,
    tags,
  });
  const instance = resource("aws:rds/instance:Instance", "database", merged(goodDatabase, changes), {
    propertyDependencies: { parameterGroupName: [group.urn] },
    options: { protect: true },
  });
  return [instance, group];
}

/** Returns a database with AWS's default parameters. */
export function databaseWithoutParameters(): Subject {
  return resource("aws:rds/instance:Instance", "database", merged(goodDatabase, { parameterGroupName: undefined }), {
    options: { protect: true },
  });
}

export function cache(changes: Fields = {}): Subject {
  const whole = {
    replicationGroupId: "mlops",
    description: "Features of the platform",
    engine: "valkey",
    nodeType: "cache.r7g.large",
    numCacheClusters: 2,
    atRestEncryptionEnabled: true,
    kmsKeyId: keyArn,
    transitEncryptionEnabled: true,
    transitEncryptionMode: "required",
    userGroupIds: ["mlops"],
    tags,
  };
  return resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", merged(whole, changes), {
    options: { protect: true },
  });
}

export function fileSystem(changes: Fields = {}): Subject {
  const whole = { creationToken: "mlops", encrypted: true, kmsKeyId: keyArn, tags };
  return resource("aws:efs/fileSystem:FileSystem", "shared", merged(whole, changes), { options: { protect: true } });
}

/** Returns an image repository. @param lifecycle Whether it has a lifecycle policy. */
export function repository(changes: Fields = {}, lifecycle = true): readonly Subject[] {
  const whole = {
    name: "mlops/server",
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }],
    tags,
  };
  const own = resource("aws:ecr/repository:Repository", "server", merged(whole, changes), {
    options: { protect: true },
  });
  const expiry = resource(
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    "server-lifecycle",
    { repository: "mlops/server", policy: { rules: [] } },
    { propertyDependencies: { repository: [own.urn] } },
  );
  return [own, ...(lifecycle ? [expiry] : [])];
}

export function logGroup(changes: Fields = {}): Subject {
  const whole = { name: "/aws/eks/mlops/cluster", retentionInDays: 365, kmsKeyId: keyArn, tags };
  return resource("aws:cloudwatch/logGroup:LogGroup", "logs", merged(whole, changes), {
    options: { retainOnDelete: true },
  });
}

export function queue(changes: Fields = {}): Subject {
  const whole = { name: "mlops-interruptions", sqsManagedSseEnabled: true, tags };
  return resource("aws:sqs/queue:Queue", "interruptions", merged(whole, changes));
}
