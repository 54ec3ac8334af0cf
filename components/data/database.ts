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
import type { DatabaseInstanceClass } from "./instanceClasses";
import { useKeyFor } from "./keyUse";

const port = 5432;

export interface DatabaseArgs {
  readonly account: AwsAccount;
  readonly vpcId: pulumi.Input<string>;
  /** Subnets without a way out, in two zones or more. */
  readonly subnetIds: pulumi.Input<string>[];
  readonly clients: Clients;
  readonly key: EncryptionKey;
  /** RDS names the log groups: see `databaseLogGroups`. */
  readonly logs: { readonly encryptionKeyArn: pulumi.Input<string>; readonly retentionDays: number };
  readonly instanceClass: DatabaseInstanceClass;
  /** Storage at first, GiB. */
  readonly storageGibibytes: number;
  /** What RDS may let the storage grow to by itself, GiB. It never shrinks. */
  readonly maximumStorageGibibytes: number;
  /** Whether a second instance stands by in another zone. */
  readonly multiAz: boolean;
  /** Days back to which any second can be restored, 1 to 35. */
  readonly backupRetentionDays: number;
  /** Whether the data is of no worth: changes are applied at once, and deletion leaves no snapshot. */
  readonly disposable: boolean;
  /** Whether deletion is refused, by AWS and by Pulumi. */
  readonly deletionProtection: boolean;
  readonly transform?: { readonly database?: Transform<aws.rds.InstanceArgs> } | undefined;
}

/**
 * A PostgreSQL of RDS in subnets without a way out: encrypted under a key of ours, reached by TLS alone, with backups
 * to the second and access by IAM or by password.
 *
 * RDS makes the master user's password and changes it every week. It is for whoever makes databases and users;
 * applications have users of their own. RDS uses the key by grants that `pulumi up` makes with its role's permissions
 * on the key: the key's policy needs nothing for RDS.
 *
 * ### Cost
 * By class: a db.t4g.medium costs about 47 USD a month, a db.r7g.large about 174 USD, and twice that with `multiAz`;
 * storage 0.115 USD for each GB and month, again twice (us-east-1). Backups as large as the storage are free.
 */
export class Database extends Component {
  /** Physical name, known before the instance exists. */
  readonly identifier: string;
  readonly host: pulumi.Output<string>;
  readonly port = port;
  readonly masterUsername = "postgres";
  /** Secret of Secrets Manager with `username` and `password`, under the data key. */
  readonly masterSecretArn: pulumi.Output<string>;
  private readonly instance: aws.rds.Instance;

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
      if (!secret) throw new Error(`${this.identifier} has no master secret: it was made without one`);
      return secret.secretArn;
    });
    this.registerOutputs({ identifier: this.identifier, host: this.host, port });
  }

  /**
   * Lets a role connect with a token of IAM in place of a password.
   *
   * @param user Of the database, a member of `rds_iam`.
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

  /** Lets a role read the master user's password, the key included: for the job that makes databases and users. */
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

  /** RDS makes groups of its own otherwise, without a key, and keeps them for ever. */
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
      { name: this.identifier, description: "Subnets without a way out", subnetIds: this.args.subnetIds },
      { parent: this },
    );
  }

  private createParameterGroup(): aws.rds.ParameterGroup {
    const { family } = databaseVersions.postgres;
    return new aws.rds.ParameterGroup(
      `${this.name}-parameters`,
      {
        // With the family: at a major upgrade the next group stands beside this one.
        name: physicalName("aws:rds/parameterGroup:ParameterGroup", `${this.name}-${family}`),
        family,
        description: `PostgreSQL of ${this.name}`,
        parameters: databaseParameters,
      },
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
      // UTC. Not at the same time: RDS refuses windows that overlap.
      backupWindow: "02:00-03:00",
      maintenanceWindow: "sun:03:30-sun:04:30",
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: disposable,
      skipFinalSnapshot: disposable,
      ...(!disposable && { finalSnapshotIdentifier: `${identifier}-final` }),
      deletionProtection: args.deletionProtection,

      enabledCloudwatchLogsExports: [...databaseLogTypes],
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: key.arn,
      // What is free.
      performanceInsightsRetentionPeriod: 7,

      // Elsewhere a change that interrupts waits for the maintenance window.
      applyImmediately: disposable,
    };
    return new aws.rds.Instance(
      ...transformed<aws.rds.InstanceArgs>(args.transform?.database, this.name, instance, {
        parent: this,
        protect: args.deletionProtection,
        dependsOn: logGroups,
      }),
    );
  }
}
