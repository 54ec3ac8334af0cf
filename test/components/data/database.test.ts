import { describe, expect, it } from "vitest";
import { Database, type DatabaseArgs } from "../../../components/data/database";
import { databaseLogGroups } from "../../../components/data/databaseNames";
import { EncryptionKey } from "../../../components/encryption/encryptionKey";
import { serviceTrust } from "../../../components/iam/policyDocument";
import { Role } from "../../../components/iam/role";
import type { Registration } from "../../../core/graph/registration";
import { all, only, recordComponent } from "../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };
const instanceType = "aws:rds/instance:Instance";

function database(
  changes: Partial<DatabaseArgs> = {},
  use: (created: Database) => void = () => {},
  name = "store",
): Promise<Registration[]> {
  return recordComponent(() => {
    const created = new Database(name, {
      account,
      vpcId: "vpc-1",
      subnetIds: ["subnet-a", "subnet-b"],
      clients: { cluster: { referencedSecurityGroupId: "sg-nodes" }, office: { cidrIpv4: "10.9.0.0/24" } },
      key: new EncryptionKey("key", { account, description: "Data", deletionProtection: false }),
      logs: { encryptionKeyArn: "arn:aws:kms:us-west-2:111122223333:key/logs", retentionDays: 30 },
      instanceClass: "db.r7g.large",
      storageGibibytes: 100,
      maximumStorageGibibytes: 500,
      multiAz: true,
      backupRetentionDays: 35,
      disposable: false,
      deletionProtection: true,
      ...changes,
    });
    use(created);
    return created;
  });
}

function grantee(): Role {
  return new Role("job", { account, description: "Works", trust: serviceTrust("pods.eks.amazonaws.com") });
}

function token(resources: readonly Registration[], type: string, property: string, name?: string): string {
  return `[unknown:${only(resources, type, name).urn}#${property}]`;
}

function statements(resources: readonly Registration[], name: string): unknown[] {
  return JSON.parse(String(only(resources, "aws:iam/rolePolicy:RolePolicy", name).inputs.policy)).Statement;
}

describe("Database", () => {
  it("is private, encrypted and backed up, and RDS manages its password", async () => {
    const resources = await database();
    const key = token(resources, "aws:kms/key:Key", "arn");
    expect(only(resources, instanceType).inputs).toEqual({
      identifier: "store",
      engine: "postgres",
      engineVersion: "17",
      autoMinorVersionUpgrade: true,
      instanceClass: "db.r7g.large",
      parameterGroupName: "store-postgres17",
      username: "postgres",
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: key,
      iamDatabaseAuthenticationEnabled: true,
      storageType: "gp3",
      allocatedStorage: 100,
      maxAllocatedStorage: 500,
      storageEncrypted: true,
      kmsKeyId: key,
      dbSubnetGroupName: "store",
      vpcSecurityGroupIds: [token(resources, "aws:ec2/securityGroup:SecurityGroup", "id")],
      publiclyAccessible: false,
      port: 5432,
      multiAz: true,
      backupRetentionPeriod: 35,
      backupWindow: "02:00-03:00",
      maintenanceWindow: "sun:03:30-sun:04:30",
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: false,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: `store-final-${token(resources, "random:index/randomId:RandomId", "hex")}`,
      deletionProtection: true,
      enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: key,
      performanceInsightsRetentionPeriod: 7,
      applyImmediately: false,
      tags: { Name: "store" },
    });
  });

  it("requires TLS, and logs connections and slow statements, but not every statement", async () => {
    const { inputs } = only(await database(), "aws:rds/parameterGroup:ParameterGroup");
    expect(inputs).toMatchObject({ name: "store-postgres17", family: "postgres17" });
    expect(inputs.parameters).toEqual([
      { name: "rds.force_ssl", value: "1" },
      { name: "log_connections", value: "1" },
      { name: "log_disconnections", value: "1" },
      { name: "log_lock_waits", value: "1" },
      { name: "log_min_duration_statement", value: "1000" },
    ]);
  });

  it("allows ingress from its clients to one port, and no egress", async () => {
    const resources = await database();
    const shared = {
      securityGroupId: token(resources, "aws:ec2/securityGroup:SecurityGroup", "id"),
      ipProtocol: "tcp",
      fromPort: 5432,
      toPort: 5432,
    };
    expect(
      all(resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(({ inputs }) => inputs),
    ).toEqual([
      {
        ...shared,
        description: "PostgreSQL from cluster",
        referencedSecurityGroupId: "sg-nodes",
        tags: { Name: "store-clients-cluster" },
      },
      {
        ...shared,
        description: "PostgreSQL from office",
        cidrIpv4: "10.9.0.0/24",
        tags: { Name: "store-clients-office" },
      },
    ]);
    expect(only(resources, "aws:ec2/securityGroup:SecurityGroup").inputs.egress).toBeUndefined();
  });

  it("is created after its log groups, which use the logs key and have the names in its policy", async () => {
    const resources = await database();
    const groups = all(resources, "aws:cloudwatch/logGroup:LogGroup");
    expect(groups.map(({ inputs }) => inputs.name)).toEqual(databaseLogGroups("store"));
    expect(databaseLogGroups("store")).toEqual([
      "/aws/rds/instance/store/postgresql",
      "/aws/rds/instance/store/upgrade",
    ]);
    for (const { inputs, urn } of groups) {
      expect(inputs).toMatchObject({
        kmsKeyId: "arn:aws:kms:us-west-2:111122223333:key/logs",
        retentionInDays: 30,
      });
      expect(only(resources, instanceType).dependsOn).toContain(urn);
    }
  });

  it("limits its name and those of its log groups as RDS does", async () => {
    const long = `long-${"name-".repeat(14)}`.slice(0, 70);
    const resources = await database({}, () => {}, long);
    const identifier = String(only(resources, instanceType).inputs.identifier);
    expect(identifier.length).toBeLessThanOrEqual(63);
    expect(databaseLogGroups(long)[0]).toBe(`/aws/rds/instance/${identifier}/postgresql`);
  });

  it("is protected by AWS and Pulumi, and its logs are kept", async () => {
    const resources = await database();
    const { inputs, options } = only(resources, instanceType);
    expect([inputs.deletionProtection, options.protect]).toEqual([true, true]);
    expect(all(resources, "aws:cloudwatch/logGroup:LogGroup").map((group) => group.options.retainOnDelete)).toEqual([
      true,
      true,
    ]);
  });

  it("is deleted without a snapshot if it is disposable", async () => {
    const resources = await database({ disposable: true, deletionProtection: false });
    const { inputs } = only(resources, instanceType);
    expect(inputs).toMatchObject({
      deletionProtection: false,
      skipFinalSnapshot: true,
      deleteAutomatedBackups: true,
      applyImmediately: true,
    });
    expect(inputs.finalSnapshotIdentifier).toBeUndefined();
    expect(resources.filter(({ options }) => options.protect || options.retainOnDelete)).toEqual([]);
  });

  it("leaves a final snapshot if only its protection is removed", async () => {
    const resources = await database({ deletionProtection: false });
    const { inputs } = only(resources, instanceType);
    expect(inputs).toMatchObject({
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: `store-final-${token(resources, "random:index/randomId:RandomId", "hex")}`,
    });
  });
});

describe("grants of a database", () => {
  it("to connect allow one user of this instance", async () => {
    const resources = await database({}, (created) => created.grantConnect(grantee(), "mlflow"));
    const resourceId = token(resources, instanceType, "resourceId");
    expect(statements(resources, "job-store-connect-mlflow")).toEqual([
      {
        Sid: "Connect",
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: `arn:aws:rds-db:us-west-2:111122223333:dbuser:${resourceId}/mlflow`,
      },
    ]);
  });

  it("to read the master secret allow this secret, and its key for this secret only", async () => {
    const resources = await database({}, (created) => created.grantReadMasterSecret(grantee()));
    const secret = token(resources, instanceType, "masterUserSecrets.0.secretArn");
    expect(statements(resources, "job-store-master-secret")).toEqual([
      {
        Sid: "ReadMasterSecret",
        Effect: "Allow",
        Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        Resource: secret,
      },
      {
        Sid: "UseKey",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: token(resources, "aws:kms/key:Key", "arn"),
        Condition: {
          StringEquals: { "kms:ViaService": "secretsmanager.us-west-2.amazonaws.com" },
          StringLike: { "kms:EncryptionContext:SecretARN": secret },
        },
      },
    ]);
  });
});
