import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, regionalArn } from "../../core/aws/account";
import { Component } from "../component";
import type { EncryptionKey } from "../encryption/encryptionKey";
import type { Grantee } from "../iam/role";
import { physicalName } from "../naming";
import { type Transform, transformed } from "../transform";
import { databaseVersions } from "../versions";
import { ClientSecurityGroup, type Clients } from "./clientSecurityGroup";
import { databaseIdentifier, databaseLogGroup, databaseLogTypes } from "./databaseNames";
import { databaseParameters } from "./databaseParameters";
import { finalSnapshotName } from "./finalSnapshotName";
import type { DatabaseInstanceClass } from "./instanceClasses";
import { useKeyFor } from "./keyUse";

const port = 5432;

/** Arguments of `Database`. */
export interface DatabaseArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** VPC of the database. */
  readonly vpcId: pulumi.Input<string>;
  /** Subnets of the database, in two zones or more, without egress to the Internet. */
  readonly subnetIds: pulumi.Input<string>[];
  /** Clients that may connect. */
  readonly clients: Clients;
  /** KMS key of storage, backups, Performance Insights and the master secret. */
  readonly key: EncryptionKey;
  /** KMS key and retention, in days, of the log groups. RDS fixes their names: see `databaseLogGroups`. */
  readonly logs: { readonly encryptionKeyArn: pulumi.Input<string>; readonly retentionDays: number };
  /** RDS instance class. */
  readonly instanceClass: DatabaseInstanceClass;
  /** Initial storage, in GiB. RDS cannot shrink it. */
  readonly storageGibibytes: number;
  /** Maximum storage to which RDS autoscales, in GiB. */
  readonly maximumStorageGibibytes: number;
  /** Whether a standby instance runs in another zone. */
  readonly multiAz: boolean;
  /** Retention of backups, in days, 1 to 35. RDS restores any second within it. */
  readonly backupRetentionDays: number;
  /** Whether data may be lost: changes apply immediately, and deletion takes no final snapshot. */
  readonly disposable: boolean;
  /** Whether AWS and Pulumi refuse to delete the database. */
  readonly deletionProtection: boolean;
  /** Changes to the RDS instance. @default - none */
  readonly transform?: { readonly database?: Transform<aws.rds.InstanceArgs> } | undefined;
}

/**
 * A PostgreSQL database of RDS in subnets without egress: encrypted with a customer-managed key, TLS only, with
 * point-in-time recovery, and access by IAM or by password.
 *
 * RDS generates the master user's password and rotates it every week. The master user creates databases and roles;
 * applications use their own roles. RDS uses the key with grants that the deployer's role creates, so the key's policy
 * needs no statement for RDS.
 *
 * ### Cost
 * Depends on the class: a db.t4g.medium costs about 47 USD a month, a db.r7g.large about 174 USD. Storage costs 0.115
 * USD for each GB and month. `multiAz` doubles both (us-east-1). Backups up to the size of the storage are free.
 */
export class Database extends Component {
  /** Identifier of the RDS instance, known before the instance exists. */
  readonly identifier: string;
  /** Host of the database server. */
  readonly host: pulumi.Output<string>;
  /** TCP port of the database server. */
  readonly port = port;
  /** Name of the master user. */
  readonly masterUsername = "postgres";
  /** ARN of the secret in Secrets Manager with `username` and `password` of the master user. */
  readonly masterSecretArn: pulumi.Output<string>;
  /** The RDS instance. */
  readonly instance: aws.rds.Instance;

  constructor(
    name: string,
    private readonly args: DatabaseArgs,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super("mlops:index:Database", name, opts);

    this.identifier = databaseIdentifier(name);
    const logGroups = this.createLogGroups();
    const clients = this.createSecurityGroup();
    const subnetGroup = this.createSubnetGroup();
    const parameterGroup = this.createParameterGroup();
    this.instance = this.createInstance(clients, subnetGroup, parameterGroup, logGroups);

    this.host = this.instance.address;
    this.masterSecretArn = this.instance.masterUserSecrets.apply(([secret]) => {
      if (!secret) throw new Error(`${this.identifier} has no master secret in Secrets Manager`);
      return secret.secretArn;
    });
    this.registerOutputs({
      identifier: this.identifier,
      host: this.host,
      port,
      masterUsername: this.masterUsername,
      masterSecretArn: this.masterSecretArn,
    });
  }

  /**
   * Grants a role permission to connect with an IAM token instead of a password.
   *
   * @param user User of the database that is a member of `rds_iam`.
   */
  grantConnect(grantee: Grantee, user: string): void {
    const users = regionalArn(this.args.account, "rds-db", "dbuser");
    grantee.grant(`${this.name}-connect-${user}`, [
      {
        Sid: "Connect",
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: pulumi.interpolate`${users}:${this.instance.resourceId}/${user}`,
      },
    ]);
  }

  /** Grants a role permission to read the master user's secret, including the use of the key. */
  grantReadMasterSecret(grantee: Grantee): void {
    grantee.grant(`${this.name}-master-secret`, [
      {
        Sid: "ReadMasterSecret",
        Effect: "Allow",
        Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        Resource: this.masterSecretArn,
      },
      useKeyFor({
        account: this.args.account,
        keyArn: this.args.key.arn,
        service: "secretsmanager",
        actions: ["kms:Decrypt"],
        context: ["SecretARN", this.masterSecretArn],
      }),
    ]);
  }

  /** The instance depends on the log groups: otherwise RDS creates them without a key and without retention. */
  private createLogGroups(): aws.cloudwatch.LogGroup[] {
    const { logs, deletionProtection } = this.args;
    return databaseLogTypes.map(
      (type) =>
        new aws.cloudwatch.LogGroup(
          `${this.name}-${type}-logs`,
          {
            name: databaseLogGroup(this.identifier, type),
            retentionInDays: logs.retentionDays,
            kmsKeyId: logs.encryptionKeyArn,
          },
          { parent: this, retainOnDelete: deletionProtection },
        ),
    );
  }

  private createSecurityGroup(): ClientSecurityGroup {
    const { vpcId, clients } = this.args;
    return new ClientSecurityGroup(
      `${this.name}-clients`,
      { vpcId, service: "PostgreSQL", port, clients },
      { parent: this },
    );
  }

  private createSubnetGroup(): aws.rds.SubnetGroup {
    return new aws.rds.SubnetGroup(
      `${this.name}-subnets`,
      { name: this.identifier, description: "Subnets without egress to the Internet", subnetIds: this.args.subnetIds },
      { parent: this },
    );
  }

  private createParameterGroup(): aws.rds.ParameterGroup {
    const { family } = databaseVersions.postgres;
    return new aws.rds.ParameterGroup(
      `${this.name}-parameters`,
      {
        // The name contains the family: a major upgrade creates a new group before it deletes this one.
        name: physicalName("aws:rds/parameterGroup:ParameterGroup", `${this.name}-${family}`),
        family,
        description: `PostgreSQL of ${this.name}`,
        parameters: databaseParameters,
      },
      { parent: this },
    );
  }

  private createFinalSnapshotName(): pulumi.Output<string> {
    const { key, account } = this.args;
    return finalSnapshotName(
      this.name,
      this.identifier,
      { key: key.arn, account: account.accountId },
      { parent: this },
    );
  }

  private createInstance(
    clients: ClientSecurityGroup,
    subnetGroup: aws.rds.SubnetGroup,
    parameterGroup: aws.rds.ParameterGroup,
    logGroups: aws.cloudwatch.LogGroup[],
  ): aws.rds.Instance {
    const { args, identifier } = this;
    const { disposable, key } = args;
    const instance: aws.rds.InstanceArgs = {
      identifier,
      engine: "postgres",
      engineVersion: databaseVersions.postgres.version,
      autoMinorVersionUpgrade: true,
      instanceClass: args.instanceClass,
      parameterGroupName: parameterGroup.name,
      username: this.masterUsername,
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: key.arn,
      iamDatabaseAuthenticationEnabled: true,

      storageType: "gp3",
      allocatedStorage: args.storageGibibytes,
      maxAllocatedStorage: args.maximumStorageGibibytes,
      storageEncrypted: true,
      kmsKeyId: key.arn,

      dbSubnetGroupName: subnetGroup.name,
      vpcSecurityGroupIds: [clients.securityGroupId],
      publiclyAccessible: false,
      port,
      multiAz: args.multiAz,

      backupRetentionPeriod: args.backupRetentionDays,
      // UTC. RDS rejects overlapping windows.
      backupWindow: "02:00-03:00",
      maintenanceWindow: "sun:03:30-sun:04:30",
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: disposable,
      skipFinalSnapshot: disposable,
      ...(!disposable && { finalSnapshotIdentifier: this.createFinalSnapshotName() }),
      deletionProtection: args.deletionProtection,

      enabledCloudwatchLogsExports: [...databaseLogTypes],
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: key.arn,
      // Days. A longer retention is charged.
      performanceInsightsRetentionPeriod: 7,

      // If false, changes that interrupt the database are applied in the maintenance window.
      applyImmediately: disposable,
    };
    return new aws.rds.Instance(
      ...transformed<aws.rds.InstanceArgs>("aws:rds/instance:Instance", args.transform?.database, this.name, instance, {
        parent: this,
        protect: args.deletionProtection,
        dependsOn: logGroups,
      }),
    );
  }
}
