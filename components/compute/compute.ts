import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import type { Cluster } from "../cluster/cluster";
import { Component } from "../component";
import { onlyWhere } from "../dependencies";
import { serviceTrust } from "../iam/policyDocument";
import { Role } from "../iam/role";
import type { Mirror } from "../kubernetes/mirror";
import type { Network } from "../network/network";
import type { KubernetesVersion } from "../versions";
import { ClusterAutoscaler } from "./clusterAutoscaler/clusterAutoscaler";
import { DevicePlugins } from "./devicePlugins/devicePlugins";
import { Karpenter } from "./karpenter/karpenter";
import { KarpenterNodePool, type KarpenterNodePoolArgs } from "./karpenter/karpenterNodePool";
import { ManagedNodePool, type ManagedNodePoolArgs } from "./managed/managedNodePool";
import { acceleratorOf, type NodePool } from "./nodePool";
import type { NodeScaler } from "./nodeScaler";
import type { CapacityReservationSettings, PoolSettings, Pools } from "./poolSettings";

export interface ComputeArgs {
  /** Pools by name. */
  readonly pools: Pools;
  /** Capacity reservations that pools use, by the name that pools give. */
  readonly capacityReservations: Readonly<Record<string, CapacityReservationSettings>>;
  readonly account: AwsAccount;
  readonly clusterName: string;
  readonly version: KubernetesVersion;
  readonly network: Network;
  readonly cluster: Cluster;
  /** Zones of the network: those of pools that name none. */
  readonly zones: readonly string[];
  readonly mirror: Mirror;
  readonly replicas: number;
  /** Whether the network has no way out. */
  readonly isolated: boolean;
  /** Tags of instances and their disks. */
  readonly tags: Record<string, string>;
  readonly transform?:
    | (NonNullable<KarpenterNodePoolArgs["transform"]> & NonNullable<ManagedNodePoolArgs["transform"]>)
    | undefined;
}

/** A pool out of the settings, with both provisioners' view of it. */
interface DescribedPool {
  readonly pool: NodePool;
  readonly settings: PoolSettings;
}

/** The nodes of ML workloads: pools by both provisioners, and what makes and scales them. */
export class Compute extends Component {
  /** What makes its nodes. */
  readonly scalers: readonly NodeScaler[];
  /** Depend on them from whatever has pods that run on its nodes. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ComputeArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Compute", name, opts);

    const pools = describePools(args);
    const byKarpenter = pools.filter(({ settings }) => settings.provisioner === "karpenter");
    const managed = pools.filter(({ settings }) => settings.provisioner === "managedNodeGroup");
    this.scalers = [
      ...(byKarpenter.length > 0 ? (["karpenter"] as const) : []),
      ...(managed.length > 0 ? (["cluster-autoscaler"] as const) : []),
    ];
    this.createDevicePlugins(pools, args);
    this.ready = [
      ...(byKarpenter.length > 0 ? this.createKarpenterPools(byKarpenter, args) : []),
      ...(managed.length > 0 ? this.createManagedPools(managed, args) : []),
    ];

    this.registerOutputs({});
  }

  private createDevicePlugins(pools: readonly DescribedPool[], { mirror }: ComputeArgs): void {
    const neuron = pools.some(({ pool }) => acceleratorOf(pool)?.manufacturer === "aws");
    const efa = pools.some(({ settings }) => settings.efa);
    if (!neuron && !efa) return;
    new DevicePlugins(`${this.name}-device-plugins`, { mirror, neuron, efa }, { parent: this });
  }

  private createKarpenterPools(pools: readonly DescribedPool[], args: ComputeArgs): pulumi.Resource[] {
    const { account, clusterName, cluster, mirror, replicas, isolated } = args;
    const karpenter = new Karpenter(
      `${this.name}-karpenter`,
      { account, clusterName, volumeKey: cluster.volumeKey, mirror, replicas, isolated },
      { parent: this },
    );
    return pools.map(
      ({ pool, settings }) =>
        new KarpenterNodePool(
          `${this.name}-pool-${pool.name}`,
          {
            pool,
            capacityTypes: settings.capacityTypes,
            clusterName,
            instanceProfile: karpenter.instanceProfileName,
            securityGroupId: cluster.securityGroupId,
            volumeKeyArn: cluster.volumeKey.arn,
            tags: args.tags,
            transform: args.transform,
          },
          { parent: this, dependsOn: [...karpenter.ready] },
        ).nodePool,
    );
  }

  private createManagedPools(pools: readonly DescribedPool[], args: ComputeArgs): pulumi.Resource[] {
    const { account, clusterName, cluster, mirror, replicas, network } = args;
    const nodeRole = new Role(
      `${this.name}-managed-role`,
      {
        account,
        description: `Nodes of managed pools of ${clusterName} join it and pull images`,
        trust: serviceTrust("ec2.amazonaws.com"),
        managedPolicies: ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"],
      },
      { parent: this },
    );
    const autoscaler = new ClusterAutoscaler(
      `${this.name}-autoscaler`,
      { account, clusterName, mirror, replicas },
      { parent: this },
    );
    return pools.map(
      ({ pool, settings }) =>
        new ManagedNodePool(
          `${this.name}-pool-${pool.name}`,
          {
            pool,
            capacityType: settings.capacityTypes[0] ?? "on-demand",
            minimumNodes: settings.minimumNodes,
            gpuSharing: settings.gpuSharing,
            efa: settings.efa,
            placementGroup: settings.placementGroup,
            clusterName,
            version: args.version,
            vpcId: network.vpcId,
            securityGroupId: cluster.securityGroupId,
            subnetIds: network.privateSubnetIdsIn(pool.zones),
            nodeRole,
            volumeKey: cluster.volumeKey,
            tags: args.tags,
            transform: args.transform,
          },
          {
            parent: this,
            transformations: [onlyWhere(({ type }) => type === "aws:eks/nodeGroup:NodeGroup", [autoscaler])],
          },
        ).nodeGroup,
    );
  }
}

function describePools({ pools, capacityReservations, zones }: ComputeArgs): DescribedPool[] {
  return Object.entries(pools)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, settings]) => ({
      settings,
      pool: {
        name,
        purpose: settings.purpose,
        instanceTypes: settings.instanceTypes,
        zones: settings.zones ?? zones,
        limits: settings.limits,
        expectedShareOfMaximum: settings.expectedShareOfMaximum,
        diskGibibytes: settings.diskGibibytes,
        reservation: capacityReservations[settings.capacityReservation ?? ""],
      },
    }));
}
