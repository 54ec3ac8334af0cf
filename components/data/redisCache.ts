import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Component } from "../component";
import type { EncryptionKey } from "../encryption/encryptionKey";
import { physicalName } from "../naming";
import { type Transform, transformed } from "../transform";
import { databaseVersions } from "../versions";
import { ClientSecurityGroup, type Clients } from "./clientSecurityGroup";
import type { CacheNodeType } from "./instanceClasses";

const port = 6379;

export interface RedisCacheArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Subnets without a way out, in two zones or more. */
  readonly subnetIds: pulumi.Input<string>[];
  readonly clients: Clients;
  readonly key: EncryptionKey;
  readonly nodeType: CacheNodeType;
  /** Nodes, each in another zone: with two or more one takes over when the first fails. */
  readonly nodes: number;
  /** Days for which daily snapshots are kept; 0 makes none. */
  readonly snapshotRetentionDays: number;
  /** Whether the data is of no worth: changes are applied at once, and deletion leaves no snapshot. */
  readonly disposable: boolean;
  /** Whether deletion is refused by Pulumi. */
  readonly deletionProtection: boolean;
  readonly transform?: { readonly cache?: Transform<aws.elasticache.ReplicationGroupArgs> } | undefined;
}

/**
 * A Valkey of ElastiCache, which speaks Redis: in subnets without a way out, encrypted under a key of ours and on the
 * wire, with a password. ElastiCache uses the key by grants that `pulumi up` makes with its role's permissions on the
 * key: the key's policy needs nothing for ElastiCache.
 *
 * ### Cost
 * For each node: a cache.t4g.micro costs about 9 USD a month, a cache.m7g.large 92 USD (us-east-1).
 */
export class RedisCache extends Component {
  /** Where writes go; it follows the primary to another node. */
  readonly host: pulumi.Output<string>;
  readonly port = port;
  /** Secret. */
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
    // Letters and digits: some others ElastiCache does not take, and all need quoting in an address.
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
        description: "Subnets without a way out",
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
        // With the family: at a major upgrade the next group stands beside this one.
        name: physicalName("aws:elasticache/parameterGroup:ParameterGroup", `${this.name}-${family}`),
        family,
        description: `Valkey of ${this.name}`,
        // When memory is full, only what expires anyway goes: a write fails before anything else is lost.
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
      // ElastiCache would move on by itself, and the next `up` would try to go back to the table's version.
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
      // UTC. Not at the same time: ElastiCache refuses windows that overlap.
      snapshotWindow: "02:00-03:00",
      maintenanceWindow: "sun:03:30-sun:04:30",
      ...(!args.disposable && { finalSnapshotIdentifier: `${replicationGroupId}-final` }),
      // Elsewhere a change that interrupts waits for the maintenance window.
      applyImmediately: args.disposable,
    };
    return new aws.elasticache.ReplicationGroup(
      ...transformed<aws.elasticache.ReplicationGroupArgs>(args.transform?.cache, this.name, group, {
        parent: this,
        protect: args.deletionProtection,
      }),
    );
  }
}
