import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { purposeKey } from "../../../core/kubernetes/labels";
import { Component } from "../../component";
import type { EncryptionKey } from "../../encryption/encryptionKey";
import type { Role } from "../../iam/role";
import { type Transform, transformed } from "../../transform";
import type { KubernetesVersion } from "../../versions";
import { type CapacityType, costNotes, type NodePool, nodeTaints } from "../nodePool";
import { type PoolTemplateArgs, poolAmiType, poolTemplate } from "./launchTemplate";
import { managedNodeLabels, scalingGroupTags } from "./nodeGroupTags";

/** Arguments of `ManagedNodePool`. */
export interface ManagedNodePoolArgs extends Pick<PoolTemplateArgs, "gpuSharing" | "tags"> {
  /** The pool, with one zone. */
  readonly pool: NodePool;
  /** Capacity type of the nodes: EKS accepts one for each node group. */
  readonly capacityType: CapacityType;
  /** Minimum number of nodes. */
  readonly minimumNodes: number;
  /** Maximum number of nodes. */
  readonly maximumNodes: number;
  /** Whether nodes have Elastic Fabric Adapters. */
  readonly efa: boolean;
  /** Whether nodes are in a cluster placement group, for low latency between them. */
  readonly placementGroup: boolean;
  /** Name of the EKS cluster. */
  readonly clusterName: pulumi.Input<string>;
  /** Kubernetes version of the nodes. */
  readonly version: KubernetesVersion;
  /**
   * Release of the image: see `nodeReleases`.
   *
   * @default - the newest release when EKS creates the group or changes its version
   */
  readonly releaseVersion?: string | undefined;
  /** VPC of the nodes. */
  readonly vpcId: pulumi.Input<string>;
  /** Security group of the cluster. */
  readonly securityGroupId: pulumi.Input<string>;
  /** The private subnet of the pool's zone. */
  readonly subnetIds: pulumi.Input<string>[];
  /** IAM role of the nodes. */
  readonly nodeRole: Role;
  /** KMS key of the nodes' disks. */
  readonly volumeKey: EncryptionKey;
  /** Changes to the node group. @default - none */
  readonly transform?: { readonly nodeGroup?: Transform<aws.eks.NodeGroupArgs> | undefined } | undefined;
}

/**
 * The part of a node pool in one zone, as an EKS managed node group that Cluster Autoscaler scales: for reserved
 * capacity, GPU sharing and Elastic Fabric Adapters.
 *
 * ### Cost
 * That of the nodes that run. The plan lists minimum, expected and maximum.
 */
export class ManagedNodePool extends Component {
  /** Name of the pool. */
  readonly poolName: string;
  /** The node group. */
  readonly nodeGroup: aws.eks.NodeGroup;
  /** Name of the node group. */
  readonly nodeGroupName: pulumi.Output<string>;

  constructor(name: string, args: ManagedNodePoolArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ManagedNodePool", name, opts);

    this.poolName = args.pool.name;
    const placementGroup = args.placementGroup ? this.createPlacementGroup() : undefined;
    const efaGroup = args.efa ? this.createEfaSecurityGroup(args) : undefined;
    const template = this.createLaunchTemplate(placementGroup, efaGroup, args);
    this.nodeGroup = this.createNodeGroup(template, args);
    this.tagScalingGroup(this.nodeGroup, args);

    this.nodeGroupName = this.nodeGroup.nodeGroupName;
    this.registerOutputs({ poolName: this.poolName, nodeGroupName: this.nodeGroupName });
  }

  private createPlacementGroup(): aws.ec2.PlacementGroup {
    return new aws.ec2.PlacementGroup(`${this.name}-placement`, { strategy: "cluster" }, { parent: this });
  }

  /** Elastic Fabric Adapters bypass TCP/IP: EC2 requires a group that allows all traffic to and from itself. */
  private createEfaSecurityGroup({ vpcId }: ManagedNodePoolArgs): aws.ec2.SecurityGroup {
    const name = `${this.name}-efa`;
    const group = new aws.ec2.SecurityGroup(
      name,
      { vpcId, description: "Elastic Fabric Adapters of the pool among themselves" },
      { parent: this },
    );
    const itself = { securityGroupId: group.id, referencedSecurityGroupId: group.id, ipProtocol: "-1" };
    new aws.vpc.SecurityGroupIngressRule(`${name}-in`, itself, { parent: this });
    new aws.vpc.SecurityGroupEgressRule(`${name}-out`, itself, { parent: this });
    return group;
  }

  private createLaunchTemplate(
    placementGroup: aws.ec2.PlacementGroup | undefined,
    efaGroup: aws.ec2.SecurityGroup | undefined,
    args: ManagedNodePoolArgs,
  ): aws.ec2.LaunchTemplate {
    return new aws.ec2.LaunchTemplate(
      `${this.name}-template`,
      poolTemplate({
        pool: args.pool,
        gpuSharing: args.gpuSharing,
        volumeKeyArn: args.volumeKey.arn,
        placementGroupName: placementGroup?.name,
        // EKS adds the cluster's group only if the template names none.
        efaSecurityGroupIds: efaGroup && [args.securityGroupId, efaGroup.id],
        tags: { ...args.tags, Name: this.name },
      }),
      // A new version of the template replaces the nodes and ends their jobs. A change of tags does not justify that:
      // new nodes get the current tags from the Auto Scaling group.
      { parent: this, ignoreChanges: ["tagSpecifications"] },
    );
  }

  private createNodeGroup(template: aws.ec2.LaunchTemplate, args: ManagedNodePoolArgs): aws.eks.NodeGroup {
    const { pool, minimumNodes } = args;
    const nodeGroup = {
      clusterName: args.clusterName,
      version: args.version,
      releaseVersion: args.releaseVersion,
      nodeRoleArn: args.nodeRole.arn,
      subnetIds: args.subnetIds,
      amiType: poolAmiType(pool),
      capacityType: args.capacityType === "spot" ? "SPOT" : "ON_DEMAND",
      instanceTypes: [...pool.instanceTypes],
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      scalingConfig: { minSize: minimumNodes, desiredSize: minimumNodes, maxSize: args.maximumNodes },
      // By default EKS starts a new node before it stops the old one, which fails in a full reservation.
      updateConfig: { maxUnavailable: 1, ...(pool.reservation && { updateStrategy: "MINIMAL" }) },
      nodeRepairConfig: { enabled: true },
      labels: managedNodeLabels(pool),
      taints: nodeTaints(pool).map(({ key, value }) => ({ key, value, effect: "NO_SCHEDULE" })),
      tags: { ...costNotes(pool), [purposeKey]: pool.purpose },
    };
    return new aws.eks.NodeGroup(
      ...transformed<aws.eks.NodeGroupArgs>(
        "aws:eks/nodeGroup:NodeGroup",
        args.transform?.nodeGroup,
        `${this.name}-group`,
        nodeGroup,
        {
          parent: this,
          dependsOn: [args.nodeRole],
          // Cluster Autoscaler sets the number of nodes.
          ignoreChanges: ["scalingConfig.desiredSize"],
        },
      ),
    );
  }

  private tagScalingGroup(nodeGroup: aws.eks.NodeGroup, args: ManagedNodePoolArgs): void {
    const autoscalingGroupName = nodeGroup.resources.apply(
      (resources) => resources[0]?.autoscalingGroups?.[0]?.name ?? "",
    );
    for (const [key, value] of Object.entries(scalingGroupTags(args.pool, args))) {
      new aws.autoscaling.Tag(
        `${this.name}-tag-${key.replace(/^.*node-template\//, "").replace(/[^A-Za-z0-9]+/g, "-")}`,
        { autoscalingGroupName, tag: { key, value, propagateAtLaunch: false } },
        { parent: this },
      );
    }
    for (const [key, value] of Object.entries(args.tags)) {
      new aws.autoscaling.Tag(
        `${this.name}-tag-instances-${key}`,
        { autoscalingGroupName, tag: { key, value, propagateAtLaunch: true } },
        { parent: this },
      );
    }
  }
}
