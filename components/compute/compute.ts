import * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import type { Cluster } from "../cluster/cluster";
import type { NodeReleases } from "../cluster/nodeImages";
import { Component } from "../component";
import { addDependenciesWhere } from "../dependencies";
import { serviceTrust } from "../iam/policyDocument";
import { Role } from "../iam/role";
import type { Mirror } from "../kubernetes/mirror";
import type { Network } from "../network/network";
import type { KubernetesVersion } from "../versions";
import { ClusterAutoscaler } from "./clusterAutoscaler/clusterAutoscaler";
import { DevicePlugins } from "./devicePlugins/devicePlugins";
import { Karpenter } from "./karpenter/karpenter";
import { KarpenterNodePool, type KarpenterNodePoolArgs } from "./karpenter/karpenterNodePool";
import { poolAmiType } from "./managed/launchTemplate";
import { ManagedNodePool, type ManagedNodePoolArgs } from "./managed/managedNodePool";
import { zonesOfManagedPool } from "./managed/zones";
import { acceleratorOf, type NodePool } from "./nodePool";
import type { NodeScaler } from "./nodeScaler";
import type { CapacityReservationSettings, PoolSettings, Pools } from "./poolSettings";

/** Arguments of `Compute`. */
export interface ComputeArgs {
  /** Node pools by name. */
  readonly pools: Pools;
  /** Capacity reservations by the name that pools refer to. */
  readonly capacityReservations: Readonly<Record<string, CapacityReservationSettings>>;
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Name of the EKS cluster. Chart values and IAM policies contain it. */
  readonly clusterName: pulumi.Input<string>;
  /** Kubernetes version of the nodes. */
  readonly version: KubernetesVersion;
  /** Releases of images of managed pools by AMI type. A type without one gets the newest when a group is created. */
  readonly nodeReleases: NodeReleases;
  /** Whether the system nodes have a maximum above their minimum, so that Cluster Autoscaler adds and removes nodes. */
  readonly systemNodesScale: boolean;
  /** Network of the nodes. */
  readonly network: Network;
  /** The cluster. */
  readonly cluster: Cluster;
  /** Zones of pools that set none: those of the network. */
  readonly zones: readonly string[];
  /** Sources of images and charts. */
  readonly mirror: Mirror;
  /** Number of replicas of each controller. */
  readonly replicas: number;
  /** Whether the network has no egress to the Internet. */
  readonly isolated: boolean;
  /** Tags of instances and their disks. */
  readonly tags: Readonly<Record<string, string>>;
  /** Changes to every Karpenter NodePool and every managed node group. @default - none */
  readonly transform?:
    | (NonNullable<KarpenterNodePoolArgs["transform"]> & NonNullable<ManagedNodePoolArgs["transform"]>)
    | undefined;
}

/** A pool and its settings. */
interface DescribedPool {
  readonly pool: NodePool;
  readonly settings: PoolSettings;
}

/**
 * The nodes of ML workloads: node pools of both provisioners, the controllers that scale them, and device plugins.
 *
 * ### Cost
 * That of the nodes that run. The plan lists minimum, expected and maximum for each pool.
 */
export class Compute extends Component {
  /** Controllers that add and remove its nodes. */
  readonly scalers: readonly NodeScaler[];
  /** Karpenter. Undefined without a pool of provisioner `karpenter`. */
  readonly karpenter: Karpenter | undefined;
  /**
   * Cluster Autoscaler. Undefined without a pool of provisioner `managedNodeGroup` and with a fixed number of system
   * nodes.
   */
  readonly clusterAutoscaler: ClusterAutoscaler | undefined;
  /** Node pools by name. A pool of provisioner `managedNodeGroup` has one for each zone. */
  readonly pools: Readonly<Record<string, readonly (KarpenterNodePool | ManagedNodePool)[]>>;
  /** Names of the node pools: values of the label `mlops.platform/pool` of nodes. */
  readonly poolNames: readonly string[];
  /** The pools, and the controller of managed pools. Resources whose pods run on the pools' nodes depend on them. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ComputeArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Compute", name, opts);

    const pools = describePools(args);
    const ofKarpenter = pools.filter(({ settings }) => settings.provisioner === "karpenter");
    const managed = pools.filter(({ settings }) => settings.provisioner === "managedNodeGroup");
    const scalesGroups = managed.length > 0 || args.systemNodesScale;
    this.scalers = [
      ...(ofKarpenter.length > 0 ? (["karpenter"] as const) : []),
      ...(scalesGroups ? (["cluster-autoscaler"] as const) : []),
    ];
    this.createDevicePlugins(pools, args);
    this.karpenter = ofKarpenter.length > 0 ? this.createKarpenter(args) : undefined;
    const karpenterPools = this.karpenter ? this.createKarpenterPools(ofKarpenter, this.karpenter, args) : [];
    const nodeRole = managed.length > 0 ? this.createManagedNodeRole(args) : undefined;
    this.clusterAutoscaler = scalesGroups ? this.createClusterAutoscaler(args) : undefined;
    const managedPools = nodeRole ? this.createManagedPools(managed, nodeRole, args) : [];

    const created = [...karpenterPools, ...managedPools];
    this.pools = Object.fromEntries(
      pools.map(({ pool }) => [pool.name, created.filter(({ poolName }) => poolName === pool.name)]),
    );
    this.poolNames = pools.map(({ pool }) => pool.name);
    this.ready = [
      ...karpenterPools.map(({ nodePool }) => nodePool),
      ...managedPools.map(({ nodeGroup }) => nodeGroup),
      ...(this.clusterAutoscaler ? [this.clusterAutoscaler] : []),
    ];
    this.registerOutputs({ poolNames: this.poolNames });
  }

  private createDevicePlugins(pools: readonly DescribedPool[], { mirror }: ComputeArgs): void {
    const neuron = pools.some(({ pool }) => acceleratorOf(pool)?.manufacturer === "aws");
    const efa = pools.some(({ settings }) => settings.efa);
    if (!neuron && !efa) return;
    new DevicePlugins(`${this.name}-device-plugins`, { mirror, neuron, efa }, { parent: this });
  }

  private createKarpenter({ account, clusterName, cluster, mirror, replicas, isolated }: ComputeArgs): Karpenter {
    return new Karpenter(
      `${this.name}-karpenter`,
      { account, clusterName, volumeKey: cluster.volumeKey, mirror, replicas, isolated },
      { parent: this },
    );
  }

  private createKarpenterPools(
    pools: readonly DescribedPool[],
    karpenter: Karpenter,
    args: ComputeArgs,
  ): KarpenterNodePool[] {
    const { clusterName, cluster } = args;
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
        ),
    );
  }

  private createManagedNodeRole({ account, clusterName }: ComputeArgs): Role {
    return new Role(
      `${this.name}-managed-role`,
      {
        account,
        description: pulumi.interpolate`Nodes of managed pools of ${clusterName} join it and pull images`,
        trust: serviceTrust("ec2.amazonaws.com"),
        managedPolicies: ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"],
      },
      { parent: this },
    );
  }

  private createClusterAutoscaler({ account, clusterName, mirror, replicas }: ComputeArgs): ClusterAutoscaler {
    return new ClusterAutoscaler(
      `${this.name}-autoscaler`,
      { account, clusterName, mirror, replicas },
      { parent: this },
    );
  }

  private createManagedPools(pools: readonly DescribedPool[], nodeRole: Role, args: ComputeArgs): ManagedNodePool[] {
    const { clusterName, cluster, network } = args;
    return pools.flatMap(({ pool, settings }) =>
      zonesOfManagedPool(pool, settings.minimumNodes).map(
        ({ zone, suffix, minimumNodes, maximumNodes }) =>
          new ManagedNodePool(
            `${this.name}-pool-${pool.name}${suffix}`,
            {
              pool: { ...pool, zones: [zone] },
              capacityType: settings.capacityTypes[0] ?? "on-demand",
              minimumNodes,
              maximumNodes,
              gpuSharing: settings.gpuSharing,
              efa: settings.efa,
              placementGroup: settings.placementGroup,
              clusterName,
              version: args.version,
              releaseVersion: args.nodeReleases[poolAmiType(pool)],
              vpcId: network.vpcId,
              securityGroupId: cluster.securityGroupId,
              subnetIds: network.privateSubnetIdsIn([zone]),
              nodeRole,
              volumeKey: cluster.volumeKey,
              tags: args.tags,
              transform: args.transform,
            },
            {
              parent: this,
              transformations: [
                addDependenciesWhere(({ type }) => type === "aws:eks/nodeGroup:NodeGroup", cluster.beforeNodes),
              ],
            },
          ),
      ),
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
