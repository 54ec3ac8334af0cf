import { Cluster, type ClusterArgs } from "../cluster/cluster";
import { controlPlaneZones } from "../cluster/controlPlaneZones";
import { Compute, type ComputeArgs } from "../compute/compute";
import { DataStores, type DataStoresArgs, dataLogGroups } from "../data/data";
import { EncryptionKey } from "../encryption/encryptionKey";
import { logsUseKey } from "../encryption/keyPolicy";
import { Network, type NetworkArgs } from "../network/network";
import type { Settings } from "../settings/schema";
import {
  type ClusterContext,
  clusterOptions,
  networkCidr,
  type PlatformContext,
  platformOptions,
} from "./platformContext";

/** Creates the key of all log groups. Its policy contains their names before they exist. */
export function createLogsKey(context: PlatformContext): EncryptionKey {
  const { name, settings } = context;
  const groups = [...Object.values(logGroups(settings)), ...dataLogGroups(`${name}-data`)];
  return new EncryptionKey(
    `${name}-logs-key`,
    {
      account: settings,
      description: `Logs of ${settings.name}`,
      statements: [logsUseKey(settings, groups)],
      deletionProtection: settings.deletionProtection,
    },
    platformOptions(context),
  );
}

/** Creates the network. */
export function createNetwork(
  context: PlatformContext,
  logsKey: EncryptionKey,
  transform: NetworkArgs["transform"],
): Network {
  const { name, settings } = context;
  return new Network(
    `${name}-network`,
    {
      account: settings,
      cidr: networkCidr(settings),
      zones: settings.zones,
      natGateways: settings.network.natGateways,
      interfaceEndpoints: settings.network.interfaceEndpoints,
      flowLogs: {
        logGroupName: logGroups(settings).network,
        encryptionKeyArn: logsKey.arn,
        retentionDays: settings.network.flowLogRetentionDays,
        deletionProtection: settings.deletionProtection,
      },
      clusterName: settings.name,
      transform,
    },
    platformOptions(context),
  );
}

/** Creates the cluster. */
export function createCluster(
  context: PlatformContext,
  network: Network,
  logsKey: EncryptionKey,
  transform: ClusterArgs["transform"],
): Cluster {
  const { name, settings, preset, tags } = context;
  const { cluster } = settings;
  return new Cluster(
    `${name}-cluster`,
    {
      account: settings,
      clusterName: settings.name,
      version: cluster.version,
      network,
      // Only the first two by default, so that a zone that is added to the list later does not change them.
      controlPlaneZones: controlPlaneZones(cluster.controlPlaneZones, settings.zones),
      publicAccessCidrs: cluster.publicAccessCidrs,
      privateAccessCidrs: [
        ...(cluster.runner === "in-vpc" ? [settings.network.cidr] : []),
        ...cluster.privateAccessCidrs,
      ],
      serviceCidr: cluster.serviceCidr,
      deployerRoleArn: settings.deployerRoleArn,
      administratorRoleArns: cluster.administratorRoleArns,
      logs: {
        groupName: logGroups(settings).cluster,
        encryptionKeyArn: logsKey.arn,
        retentionDays: cluster.logRetentionDays,
      },
      systemNodes: {
        ...cluster.systemNodes,
        releaseVersion: cluster.nodeReleases[cluster.systemNodes.amiType],
        tags,
      },
      replicas: preset.cluster.replicas,
      features: settings.data.sharedVolumes ? ["sharedVolumes"] : [],
      deletionProtection: settings.deletionProtection,
      transform,
    },
    platformOptions(context),
  );
}

/** Creates the node pools. They depend on nodes, add-ons and egress. */
export function createCompute(context: ClusterContext, transform: ComputeArgs["transform"]): Compute {
  const { name, settings, preset, tags, network, cluster } = context;
  return new Compute(
    `${name}-compute`,
    {
      ...settings.compute,
      account: settings,
      clusterName: settings.name,
      version: settings.cluster.version,
      nodeReleases: settings.cluster.nodeReleases,
      systemNodesScale: settings.cluster.systemNodes.maximum > settings.cluster.systemNodes.minimum,
      network,
      cluster,
      zones: settings.zones,
      mirror: settings.mirror,
      replicas: preset.cluster.replicas,
      isolated: settings.network.natGateways === "none",
      tags,
      transform,
    },
    clusterOptions(context),
  );
}

/** Creates the data stores, in parallel with the cluster. Only the cluster's nodes can connect to them. */
export function createData(
  context: ClusterContext,
  logsKey: EncryptionKey,
  transform: DataStoresArgs["transform"],
): DataStores {
  const { name, settings, preset, network, cluster } = context;
  return new DataStores(
    `${name}-data`,
    {
      ...settings.data,
      account: settings,
      platformName: settings.name,
      vpcId: network.vpcId,
      intraSubnetIds: network.intraSubnetIds,
      nodeSubnets: settings.zones.flatMap((zone) =>
        network.privateSubnetIdsIn([zone]).map((subnetId) => ({ zone, subnetId })),
      ),
      volumeDrivers: cluster.ready,
      kubernetes: cluster.kubernetes,
      clients: { cluster: { referencedSecurityGroupId: cluster.securityGroupId } },
      logsKeyArn: logsKey.arn,
      disposable: preset.data.disposable,
      deletionProtection: settings.deletionProtection,
      transform,
    },
    platformOptions(context),
  );
}

/**
 * Names of the log groups. The key's policy contains them before they exist. EKS fixes the name of the cluster's group.
 */
function logGroups({ name }: Settings): { network: string; cluster: string } {
  return { network: `/aws/vpc/${name}/flow-logs`, cluster: `/aws/eks/${name}/cluster` };
}
