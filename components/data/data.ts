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

/** A bucket as it is asked for. */
export type BucketSettings = Pick<ArtifactBucketArgs, "noncurrentVersionDays" | "intelligentTiering">;

/** The database as it is asked for. */
interface DatabaseSettings
  extends Pick<
    DatabaseArgs,
    "instanceClass" | "storageGibibytes" | "maximumStorageGibibytes" | "multiAz" | "backupRetentionDays"
  > {
  /** Days for which the database's logs are kept. */
  readonly logRetentionDays: number;
  /** E-mail addresses that hear of its alarms. */
  readonly alarmEmails: readonly string[];
}

export interface DataStoresArgs {
  /** The bucket that is always there: what the platform's services write. */
  readonly artifacts: BucketSettings;
  /** Further buckets by name. */
  readonly buckets: Readonly<Record<string, BucketSettings>>;
  readonly database: DatabaseSettings;
  /** Whether there are volumes that many pods share. */
  readonly sharedVolumes: boolean;
  /** Repositories of images by name, each `<platformName>/<name>`. */
  readonly repositories: readonly string[];
  readonly cache: Pick<RedisCacheArgs, "nodeType"> & { readonly enabled: boolean };
  readonly account: AwsAccount;
  /** Name of the platform: names that are unique in the account or the world begin with it. */
  readonly platformName: string;
  readonly vpcId: pulumi.Input<string>;
  /** Subnets without a way out, of the database and the cache. */
  readonly intraSubnetIds: pulumi.Input<string>[];
  /** Nodes' subnets, one a zone, of the shared file system. */
  readonly nodeSubnets: SharedFileSystemArgs["subnets"];
  /** What makes volumes in the cluster: the class of shared volumes depends on it. */
  readonly volumeDrivers: SharedFileSystemArgs["volumeDrivers"];
  /** Who connects to database, file system and cache: the cluster's nodes. */
  readonly clients: Clients;
  /** Key of log groups, whose policy names `dataLogGroups`. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Whether the environment's data is of no worth: changes are applied at once, and deletion leaves no snapshot. */
  readonly disposable: boolean;
  readonly deletionProtection: boolean;
  readonly transform?:
    | (NonNullable<EncryptionKeyArgs["transform"]> &
        NonNullable<ArtifactBucketArgs["transform"]> &
        NonNullable<DatabaseArgs["transform"]> &
        NonNullable<SharedFileSystemArgs["transform"]> &
        NonNullable<RedisCacheArgs["transform"]>)
    | undefined;
}

/**
 * Everything that holds data, under one key: buckets, a database, repositories of images and, where settings ask for
 * them, shared volumes and a cache. Outside `dev` nothing of it can be deleted by taking it out of the settings.
 *
 * The key's policy leaves access to IAM: S3, RDS, EFS, ECR and ElastiCache all use it with the permissions of whoever
 * calls them, or by grants that the deployer's role makes. Roles get their part by `grant…`.
 *
 * ### Cost
 * 1 USD a month for the key, and what each part says.
 */
export class DataStores extends Component {
  readonly key: EncryptionKey;
  /** Models, metrics, logs of runs: what the platform's services write. */
  readonly artifacts: ArtifactBucket;
  /** Further buckets by their name in the settings. */
  readonly buckets: Readonly<Record<string, ArtifactBucket>>;
  readonly database: Database;
  readonly repositories: ImageRepositories;
  /** Undefined where settings ask for no shared volumes. */
  readonly sharedFileSystem: SharedFileSystem | undefined;
  /** Undefined where settings ask for no cache. */
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
      databaseHost: this.database.host,
      repositoryUrls: this.repositories.urls,
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

/** The log groups of data stores of a logical name: the logs key's policy lists them before they exist. */
export function dataLogGroups(name: string): string[] {
  return databaseLogGroups(databaseName(name));
}

function databaseName(name: string): string {
  return `${name}-database`;
}
