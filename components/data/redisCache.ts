import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Component } from "../component";
import type { EncryptionKey } from "../encryption/encryptionKey";
import { physicalName } from "../naming";
import { type Transform, transformed } from "../transform";
import { databaseVersions } from "../versions";
import { ClientSecurityGroup, type Clients } from "./clientSecurityGroup";
import { finalSnapshotName } from "./finalSnapshotName";
import type { CacheNodeType } from "./instanceClasses";

const port = 6379;

/** Arguments of `RedisCache`. */
export interface RedisCacheArgs {
  /** VPC of the cache. */
  readonly vpcId: pulumi.Input<string>;
  /** Subnets of the cache, in two zones or more, without egress to the Internet. */
  readonly subnetIds: pulumi.Input<string>[];
  /** Clients that may connect. */
  readonly clients: Clients;
  /** KMS key of the data. */
  readonly key: EncryptionKey;
  /** ElastiCache node type. */
  readonly nodeType: CacheNodeType;
  /** Number of nodes, each in another zone. With two or more, a replica takes over when the primary fails. */
  readonly nodes: number;
  /** Retention of daily snapshots, in days; 0 disables snapshots. */
  readonly snapshotRetentionDays: number;
  /** Whether data may be lost: changes apply immediately, and deletion takes no final snapshot. */
  readonly disposable: boolean;
  /** Whether Pulumi refuses to delete the cache. */
  readonly deletionProtection: boolean;
  /** Changes to the replication group. @default - none */
  readonly transform?: { readonly cache?: Transform<aws.elasticache.ReplicationGroupArgs> } | undefined;
}

/**
 * An ElastiCache for Valkey, which is compatible with Redis: in subnets without egress, encrypted at rest with a
 * customer-managed key and in transit, with a password. ElastiCache uses the key with grants that the deployer's role
 * creates, so the key's policy needs no statement for ElastiCache.
 *
 * ### Cost
 * For each node: a cache.t4g.micro costs about 9 USD a month, a cache.m7g.large 92 USD (us-east-1).
 */
export class RedisCache extends Component {
  /** Host of the primary node, for reads and writes. It stays the same after a failover. */
  readonly host: pulumi.Output<string>;
  /** TCP port of the cache. */
  readonly port = port;
  /** Password of the cache, a secret. It is not among the registered outputs. */
  readonly authToken: pulumi.Output<string>;

  constructor(name: string, args: RedisCacheArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:RedisCache", name, opts);

    this.authToken = this.createAuthToken();
    const clients = this.createSecurityGroup(args);
    const subnetGroup = this.createSubnetGroup(args);
    const parameterGroup = this.createParameterGroup();
    const group = this.createReplicationGroup(clients, subnetGroup, parameterGroup, args);

    this.host = group.primaryEndpointAddress;
    this.registerOutputs({ host: this.host, port });
  }

  private createAuthToken(): pulumi.Output<string> {
    // Letters and digits only: ElastiCache rejects some special characters, and the others need escaping in a URL.
    const password = new random.RandomPassword(
      `${this.name}-auth-token`,
      { length: 64, special: false },
      { parent: this },
    );
    return pulumi.secret(password.result);
  }

  private createSecurityGroup({ vpcId, clients }: RedisCacheArgs): ClientSecurityGroup {
    return new ClientSecurityGroup(
      `${this.name}-clients`,
      { vpcId, service: "Redis", port, clients },
      { parent: this },
    );
  }

  private createSubnetGroup({ subnetIds }: RedisCacheArgs): aws.elasticache.SubnetGroup {
    return new aws.elasticache.SubnetGroup(
      `${this.name}-subnets`,
      {
        name: physicalName("aws:elasticache/subnetGroup:SubnetGroup", this.name),
        description: "Subnets without egress to the Internet",
        subnetIds,
      },
      { parent: this },
    );
  }

  private createParameterGroup(): aws.elasticache.ParameterGroup {
    const { family } = databaseVersions.valkey;
    return new aws.elasticache.ParameterGroup(
      `${this.name}-parameters`,
      {
        // The name contains the family: a major upgrade creates a new group before it deletes this one.
        name: physicalName("aws:elasticache/parameterGroup:ParameterGroup", `${this.name}-${family}`),
        family,
        description: `Valkey of ${this.name}`,
        // When memory is full, only keys with an expiry are evicted. Otherwise writes fail.
        parameters: [{ name: "maxmemory-policy", value: "volatile-lru" }],
      },
      { parent: this },
    );
  }

  private createReplicationGroup(
    clients: ClientSecurityGroup,
    subnetGroup: aws.elasticache.SubnetGroup,
    parameterGroup: aws.elasticache.ParameterGroup,
    args: RedisCacheArgs,
  ): aws.elasticache.ReplicationGroup {
    const replicationGroupId = physicalName("aws:elasticache/replicationGroup:ReplicationGroup", this.name);
    const survivesZones = args.nodes > 1;
    const group: aws.elasticache.ReplicationGroupArgs = {
      replicationGroupId,
      description: `Redis of ${this.name}`,
      engine: "valkey",
      engineVersion: databaseVersions.valkey.version,
      // Otherwise ElastiCache upgrades the version, and the next `up` tries to downgrade it.
      autoMinorVersionUpgrade: false,
      nodeType: args.nodeType,
      numCacheClusters: args.nodes,
      automaticFailoverEnabled: survivesZones,
      multiAzEnabled: survivesZones,
      parameterGroupName: parameterGroup.name,
      port,
      subnetGroupName: subnetGroup.name,
      securityGroupIds: [clients.securityGroupId],
      atRestEncryptionEnabled: true,
      kmsKeyId: args.key.arn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      authToken: this.authToken,
      snapshotRetentionLimit: args.snapshotRetentionDays,
      // UTC. ElastiCache rejects overlapping windows.
      snapshotWindow: "02:00-03:00",
      maintenanceWindow: "sun:03:30-sun:04:30",
      ...(!args.disposable && {
        finalSnapshotIdentifier: finalSnapshotName(
          this.name,
          replicationGroupId,
          { key: args.key.arn },
          { parent: this },
        ),
      }),
      // If false, changes that interrupt the cache are applied in the maintenance window.
      applyImmediately: args.disposable,
    };
    return new aws.elasticache.ReplicationGroup(
      ...transformed<aws.elasticache.ReplicationGroupArgs>(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        args.transform?.cache,
        this.name,
        group,
        {
          parent: this,
          protect: args.deletionProtection,
        },
      ),
    );
  }
}
