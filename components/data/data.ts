import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { Component } from "../component";
import { EncryptionKey, type EncryptionKeyArgs } from "../encryption/encryptionKey";
import { ArtifactBucket, type ArtifactBucketArgs } from "./artifactBucket";
import type { Clients } from "./clientSecurityGroup";
import { Database, type DatabaseArgs } from "./database";
import { alarmsUseKey, DatabaseAlarms } from "./databaseAlarms";
import { databaseLogGroups } from "./databaseNames";
import { ImageRepositories } from "./imageRepositories";
import { RedisCache, type RedisCacheArgs } from "./redisCache";
import { SharedFileSystem, type SharedFileSystemArgs } from "./sharedFileSystem";

/** Settings of a bucket. */
export type BucketSettings = Pick<ArtifactBucketArgs, "noncurrentVersionDays" | "intelligentTiering">;

/** Settings of the database. */
interface DatabaseSettings
  extends Pick<
    DatabaseArgs,
    "instanceClass" | "storageGibibytes" | "maximumStorageGibibytes" | "multiAz" | "backupRetentionDays"
  > {
  /** Retention of the database's logs, in days. */
  readonly logRetentionDays: number;
  /** E-mail addresses that get the notifications of its alarms. */
  readonly alarmEmails: readonly string[];
}

/** Arguments of `DataStores`. */
export interface DataStoresArgs {
  /** Settings of the bucket `artifacts`, which always exists. */
  readonly artifacts: BucketSettings;
  /** Settings of further buckets by name. */
  readonly buckets: Readonly<Record<string, BucketSettings>>;
  /** Settings of the database. */
  readonly database: DatabaseSettings;
  /** Whether to create a shared file system. */
  readonly sharedVolumes: boolean;
  /** Names of image repositories. The repository in ECR is `<platformName>/<name>`. */
  readonly repositories: readonly string[];
  /** Settings of the cache. */
  readonly cache: Pick<RedisCacheArgs, "nodeType"> & { readonly enabled: boolean };
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Name of the platform, the first part of physical names. */
  readonly platformName: string;
  /** VPC of the data stores. */
  readonly vpcId: pulumi.Input<string>;
  /** Subnets of the database and the cache, without egress to the Internet. */
  readonly intraSubnetIds: pulumi.Input<string>[];
  /** Subnets of the nodes, one for each zone, for the shared file system. */
  readonly nodeSubnets: SharedFileSystemArgs["subnets"];
  /** CSI drivers. The storage class of shared volumes depends on them. */
  readonly volumeDrivers: SharedFileSystemArgs["volumeDrivers"];
  /** Kubernetes provider of the storage class: see `SharedFileSystemArgs`. @default - that of the component */
  readonly kubernetes?: SharedFileSystemArgs["kubernetes"];
  /** Clients of database, file system and cache: the cluster's nodes. */
  readonly clients: Clients;
  /** KMS key of log groups. Its policy contains `dataLogGroups`. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Whether data may be lost: changes apply immediately, and deletion takes no final snapshot. */
  readonly disposable: boolean;
  /** Whether Pulumi and AWS refuse to delete the data stores. */
  readonly deletionProtection: boolean;
  /** Changes to key, buckets, database, file system and cache. @default - none */
  readonly transform?:
    | (NonNullable<EncryptionKeyArgs["transform"]> &
        NonNullable<ArtifactBucketArgs["transform"]> &
        NonNullable<DatabaseArgs["transform"]> &
        NonNullable<SharedFileSystemArgs["transform"]> &
        NonNullable<RedisCacheArgs["transform"]>)
    | undefined;
}

/**
 * The data stores of the platform, encrypted with one key: buckets, a database, image repositories and, if set, shared
 * volumes and a cache. With deletion protection, removing a store from the settings does not delete it.
 *
 * The key's policy delegates access to IAM: S3, RDS, EFS, ECR and ElastiCache use the key with the permissions of their
 * callers, or with grants that the deployer's role creates. The `grant…` methods of each store include the key.
 *
 * ### Cost
 * 1 USD a month for the key, and the cost of each store.
 */
export class DataStores extends Component {
  /** KMS key of all data stores. */
  readonly key: EncryptionKey;
  /** Bucket of data sets, models, checkpoints and logs of runs. */
  readonly artifacts: ArtifactBucket;
  /** Further buckets by their name in the settings. */
  readonly buckets: Readonly<Record<string, ArtifactBucket>>;
  /** PostgreSQL database of the platform services. */
  readonly database: Database;
  /** Image repositories. */
  readonly repositories: ImageRepositories;
  /** Shared file system. Undefined unless `sharedVolumes` is set. */
  readonly sharedFileSystem: SharedFileSystem | undefined;
  /** Redis cache. Undefined unless `cache.enabled` is set. */
  readonly cache: RedisCache | undefined;

  constructor(name: string, args: DataStoresArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:DataStores", name, opts);

    this.key = this.createKey(args);
    this.artifacts = this.createBucket("artifacts", args.artifacts, args);
    this.buckets = Object.fromEntries(
      Object.entries(args.buckets).map(([purpose, bucket]) => [purpose, this.createBucket(purpose, bucket, args)]),
    );
    this.database = this.createDatabase(args);
    this.createDatabaseAlarms(args);
    this.repositories = this.createRepositories(args);
    this.sharedFileSystem = args.sharedVolumes ? this.createSharedFileSystem(args) : undefined;
    this.cache = args.cache.enabled ? this.createCache(args) : undefined;

    this.registerOutputs({
      artifactBucketName: this.artifacts.bucketName,
      bucketNames: Object.fromEntries(Object.entries(this.buckets).map(([key, bucket]) => [key, bucket.bucketName])),
      databaseHost: this.database.host,
      repositoryUrls: this.repositories.urls,
      ...(this.sharedFileSystem && { fileSystemId: this.sharedFileSystem.fileSystemId }),
      ...(this.cache && { cacheHost: this.cache.host }),
    });
  }

  private createKey({ account, platformName, deletionProtection, transform }: DataStoresArgs): EncryptionKey {
    return new EncryptionKey(
      `${this.name}-key`,
      {
        account,
        description: `Data of ${platformName}`,
        statements: [alarmsUseKey(account)],
        deletionProtection,
        transform,
      },
      { parent: this },
    );
  }

  private createBucket(purpose: string, bucket: BucketSettings, args: DataStoresArgs): ArtifactBucket {
    const { account, platformName, deletionProtection, transform } = args;
    return new ArtifactBucket(
      `${this.name}-bucket-${purpose}`,
      { ...bucket, account, platformName, purpose, key: this.key, deletionProtection, transform },
      { parent: this },
    );
  }

  private createDatabase(args: DataStoresArgs): Database {
    const { logRetentionDays, alarmEmails: _, ...database } = args.database;
    return new Database(
      databaseName(this.name),
      {
        ...args,
        ...database,
        subnetIds: args.intraSubnetIds,
        key: this.key,
        logs: { encryptionKeyArn: args.logsKeyArn, retentionDays: logRetentionDays },
      },
      { parent: this },
    );
  }

  private createDatabaseAlarms({ database: { storageGibibytes, alarmEmails } }: DataStoresArgs): void {
    new DatabaseAlarms(
      `${databaseName(this.name)}-alarms`,
      { identifier: this.database.identifier, storageGibibytes, emails: alarmEmails, key: this.key },
      { parent: this },
    );
  }

  private createRepositories(args: DataStoresArgs): ImageRepositories {
    return new ImageRepositories(`${this.name}-images`, { ...args, key: this.key }, { parent: this });
  }

  private createSharedFileSystem(args: DataStoresArgs): SharedFileSystem {
    return new SharedFileSystem(
      `${this.name}-shared`,
      { ...args, subnets: args.nodeSubnets, key: this.key },
      { parent: this },
    );
  }

  private createCache(args: DataStoresArgs): RedisCache {
    return new RedisCache(
      `${this.name}-cache`,
      {
        ...args,
        ...args.cache,
        nodes: args.disposable ? 1 : 2,
        snapshotRetentionDays: args.disposable ? 0 : 7,
        subnetIds: args.intraSubnetIds,
        key: this.key,
      },
      { parent: this },
    );
  }
}

/** Returns the names of the log groups of data stores, by logical name. The policy of the logs key contains them. */
export function dataLogGroups(name: string): string[] {
  return databaseLogGroups(databaseName(name));
}

function databaseName(name: string): string {
  return `${name}-database`;
}
