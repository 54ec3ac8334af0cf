import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Cluster, type ClusterArgs } from "./cluster/cluster";
import { Component } from "./component";
import { Compute, type ComputeArgs } from "./compute/compute";
import { DataStores, type DataStoresArgs, dataLogGroups } from "./data/data";
import { EncryptionKey } from "./encryption/encryptionKey";
import { logsUseKey } from "./encryption/keyPolicy";
import { parseCidr } from "./network/cidr";
import { Network, type NetworkArgs } from "./network/network";
import { presets } from "./settings/environments";
import type { Settings } from "./settings/schema";

export interface MlPlatformArgs {
  readonly settings: Settings;
  /** Changes to single resources, by layer and resource: for what the settings do not offer. */
  readonly transform?: {
    readonly network?: NetworkArgs["transform"];
    readonly cluster?: ClusterArgs["transform"];
    readonly compute?: ComputeArgs["transform"];
    readonly data?: DataStoresArgs["transform"];
  };
}

/** The whole platform: its layers in the order in which they are made. Deletion goes the other way. */
export class MlPlatform extends Component {
  readonly network: Network;
  readonly cluster: Cluster;
  readonly compute: Compute;
  readonly data: DataStores;

  constructor(name: string, args: MlPlatformArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:platform:MlPlatform", name, opts);

    const { settings, transform = {} } = args;
    const tags = platformTags(settings);
    const layer = { parent: this, providers: { aws: this.createAwsProvider(settings, tags) } };
    const logs = logGroups(settings);
    const logsKey = this.createLogsKey(settings, [...Object.values(logs), ...dataLogGroups(`${name}-data`)], layer);
    this.network = this.createNetwork(settings, logs.network, logsKey, transform.network, layer);
    this.cluster = this.createCluster(settings, tags, logs.cluster, logsKey, transform.cluster, layer);
    this.compute = this.createCompute(settings, tags, transform.compute, layer);
    this.data = this.createData(settings, logsKey, transform.data, layer);

    this.registerOutputs({ clusterName: this.cluster.clusterName, vpcId: this.network.vpcId });
  }

  private createAwsProvider({ region, accountId }: Settings, tags: Record<string, string>): aws.Provider {
    return new aws.Provider(
      `${this.name}-aws`,
      { region, allowedAccountIds: [accountId], defaultTags: { tags } },
      { parent: this },
    );
  }

  private createLogsKey(settings: Settings, groups: readonly string[], layer: PlatformLayer): EncryptionKey {
    return new EncryptionKey(
      `${this.name}-logs-key`,
      {
        account: settings,
        description: `Logs of ${settings.name}`,
        statements: [logsUseKey(settings, groups)],
        deletionProtection: settings.deletionProtection,
      },
      layer,
    );
  }

  private createNetwork(
    settings: Settings,
    logGroupName: string,
    logsKey: EncryptionKey,
    transform: NetworkArgs["transform"],
    layer: PlatformLayer,
  ): Network {
    const cidr = parseCidr(settings.network.cidr);
    if (!cidr) throw new Error(`network.cidr ${settings.network.cidr} passed the settings' check`);
    return new Network(
      `${this.name}-network`,
      {
        account: settings,
        cidr,
        zones: settings.zones,
        natGateways: settings.network.natGateways,
        interfaceEndpoints: settings.network.interfaceEndpoints,
        flowLogs: {
          logGroupName,
          encryptionKeyArn: logsKey.arn,
          retentionDays: settings.network.flowLogRetentionDays,
          deletionProtection: settings.deletionProtection,
        },
        clusterName: settings.name,
        transform,
      },
      layer,
    );
  }

  private createCluster(
    settings: Settings,
    tags: Record<string, string>,
    logGroupName: string,
    logsKey: EncryptionKey,
    transform: ClusterArgs["transform"],
    layer: PlatformLayer,
  ): Cluster {
    const { cluster } = settings;
    return new Cluster(
      `${this.name}-cluster`,
      {
        account: settings,
        clusterName: settings.name,
        version: cluster.version,
        network: this.network,
        publicAccessCidrs: cluster.publicAccessCidrs,
        privateAccessCidrs: [
          ...(cluster.runner === "in-vpc" ? [settings.network.cidr] : []),
          ...cluster.privateAccessCidrs,
        ],
        serviceCidr: cluster.serviceCidr,
        deployerRoleArn: settings.deployerRoleArn,
        administratorRoleArns: cluster.administratorRoleArns,
        logs: { groupName: logGroupName, encryptionKeyArn: logsKey.arn, retentionDays: cluster.logRetentionDays },
        systemNodes: { ...cluster.systemNodes, tags },
        replicas: presets[settings.environment].cluster.replicas,
        deletionProtection: settings.deletionProtection,
        transform,
      },
      layer,
    );
  }

  /** Beside the cluster, not after it: a database takes longer. Only its nodes are let in. */
  private createData(
    settings: Settings,
    logsKey: EncryptionKey,
    transform: DataStoresArgs["transform"],
    layer: PlatformLayer,
  ): DataStores {
    const randomProvider = new random.Provider(`${this.name}-random`, {}, { parent: this });
    return new DataStores(
      `${this.name}-data`,
      {
        ...settings.data,
        account: settings,
        platformName: settings.name,
        vpcId: this.network.vpcId,
        intraSubnetIds: this.network.intraSubnetIds,
        nodeSubnets: settings.zones.flatMap((zone) =>
          this.network.privateSubnetIdsIn([zone]).map((subnetId) => ({ zone, subnetId })),
        ),
        volumeDrivers: this.cluster.ready,
        clients: { cluster: { referencedSecurityGroupId: this.cluster.securityGroupId } },
        logsKeyArn: logsKey.arn,
        disposable: presets[settings.environment].data.disposable,
        deletionProtection: settings.deletionProtection,
        transform,
      },
      { ...layer, providers: { ...layer.providers, kubernetes: this.cluster.kubernetes, random: randomProvider } },
    );
  }

  /** Pools come when pods can run, and nodes have their way out; they go before either does. */
  private createCompute(
    settings: Settings,
    tags: Record<string, string>,
    transform: ComputeArgs["transform"],
    layer: PlatformLayer,
  ): Compute {
    const { compute, network, cluster } = settings;
    return new Compute(
      `${this.name}-compute`,
      {
        ...compute,
        account: settings,
        clusterName: settings.name,
        version: cluster.version,
        network: this.network,
        cluster: this.cluster,
        zones: settings.zones,
        mirror: settings.mirror,
        replicas: presets[settings.environment].cluster.replicas,
        isolated: network.natGateways === "none",
        tags,
        transform,
      },
      {
        ...layer,
        providers: { ...layer.providers, kubernetes: this.cluster.kubernetes },
        dependsOn: [...this.cluster.ready, ...this.network.egress],
      },
    );
  }
}

/** What every layer is given: whose child it is, and the provider of its AWS resources. */
interface PlatformLayer {
  readonly parent: pulumi.Resource;
  readonly providers: Record<string, pulumi.ProviderResource>;
}

/** Tags of every resource. Those of the settings cannot take the platform's place. */
function platformTags({ name, environment, tags }: Settings): Record<string, string> {
  return { ...tags, platform: name, environment, "managed-by": "pulumi" };
}

/** Names of the log groups, which the key's policy lists before they exist. EKS decides on the cluster's. */
function logGroups({ name }: Settings): { network: string; cluster: string } {
  return { network: `/aws/vpc/${name}/flow-logs`, cluster: `/aws/eks/${name}/cluster` };
}
