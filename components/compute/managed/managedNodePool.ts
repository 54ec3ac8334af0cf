import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../../component";
import type { EncryptionKey } from "../../encryption/encryptionKey";
import type { Role } from "../../iam/role";
import { type Transform, transformed } from "../../transform";
import type { KubernetesVersion } from "../../versions";
import { type CapacityType, costNotes, maximumNodes, type NodePool, nodeTaints } from "../nodePool";
import { type PoolTemplateArgs, poolAmiType, poolTemplate } from "./launchTemplate";
import { managedNodeLabels, scalingGroupTags } from "./nodeGroupTags";

export interface ManagedNodePoolArgs extends Pick<PoolTemplateArgs, "gpuSharing" | "tags"> {
  readonly pool: NodePool;
  readonly capacityType: CapacityType;
  /** Nodes that are always there. */
  readonly minimumNodes: number;
  readonly efa: boolean;
  readonly placementGroup: boolean;
  readonly clusterName: string;
  readonly version: KubernetesVersion;
  readonly vpcId: pulumi.Input<string>;
  /** The cluster's own security group. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Private subnets of the pool's zones. */
  readonly subnetIds: pulumi.Input<string>[];
  readonly nodeRole: Role;
  readonly volumeKey: EncryptionKey;
  readonly transform?: { readonly nodeGroup?: Transform<aws.eks.NodeGroupArgs> | undefined } | undefined;
}

/**
 * A pool as an EKS managed node group, which Cluster Autoscaler scales: for reserved capacity, shared GPUs and Elastic
 * Fabric Adapters.
 *
 * ### Cost
 * That of its nodes: the plan says which, by minimum, expected and maximum.
 */
export class ManagedNodePool extends Component {
  readonly nodeGroup: aws.eks.NodeGroup;

  constructor(name: string, args: ManagedNodePoolArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ManagedNodePool", name, opts);

    const placementGroup = args.placementGroup ? this.createPlacementGroup() : undefined;
    const efaGroup = args.efa ? this.createEfaSecurityGroup(args) : undefined;
    const template = this.createLaunchTemplate(placementGroup, efaGroup, args);
    this.nodeGroup = this.createNodeGroup(template, args);
    this.tagScalingGroup(this.nodeGroup, args);

    this.registerOutputs({ nodeGroupName: this.nodeGroup.nodeGroupName });
  }

  private createPlacementGroup(): aws.ec2.PlacementGroup {
    return new aws.ec2.PlacementGroup(`${this.name}-placement`, { strategy: "cluster" }, { parent: this });
  }

  /** Adapters talk past TCP/IP: EC2 wants a group that lets everything through to itself, in both directions. */
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
        // EKS adds the cluster's group only where the template names none.
        efaSecurityGroupIds: efaGroup && [args.securityGroupId, efaGroup.id],
        tags: { ...args.tags, Name: this.name },
      }),
      { parent: this },
    );
  }

  private createNodeGroup(template: aws.ec2.LaunchTemplate, args: ManagedNodePoolArgs): aws.eks.NodeGroup {
    const { pool, minimumNodes } = args;
    const nodeGroup = {
      clusterName: args.clusterName,
      version: args.version,
      nodeRoleArn: args.nodeRole.arn,
      subnetIds: args.subnetIds,
      amiType: poolAmiType(pool),
      capacityType: args.capacityType === "spot" ? "SPOT" : "ON_DEMAND",
      instanceTypes: [...pool.instanceTypes],
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      scalingConfig: { minSize: minimumNodes, desiredSize: minimumNodes, maxSize: maximumNodes(pool) },
      // EKS starts the new node first, and a full reservation has none left.
      updateConfig: { maxUnavailable: 1, ...(pool.reservation && { updateStrategy: "MINIMAL" }) },
      nodeRepairConfig: { enabled: true },
      labels: managedNodeLabels(pool),
      taints: nodeTaints(pool).map(({ key, value }) => ({ key, value, effect: "NO_SCHEDULE" })),
      tags: costNotes(pool),
    };
    return new aws.eks.NodeGroup(
      ...transformed<aws.eks.NodeGroupArgs>(args.transform?.nodeGroup, `${this.name}-group`, nodeGroup, {
        parent: this,
        dependsOn: [args.nodeRole],
        // Cluster Autoscaler's to decide.
        ignoreChanges: ["scalingConfig.desiredSize"],
      }),
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
  }
}
