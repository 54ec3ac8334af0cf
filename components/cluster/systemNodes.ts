import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { poolLabel } from "../../core/kubernetes/labels";
import { systemPool, systemTaint } from "../../core/kubernetes/scheduling";
import { Component } from "../component";
import type { EncryptionKey } from "../encryption/encryptionKey";
import { serviceTrust } from "../iam/policyDocument";
import { Role } from "../iam/role";
import { type Transform, transformed } from "../transform";
import type { KubernetesVersion } from "../versions";
import { type AmiType, blockDevices } from "./nodeImages";

/** Arguments of `SystemNodes`. */
export interface SystemNodesArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Name of the EKS cluster. */
  readonly clusterName: pulumi.Input<string>;
  /** Kubernetes version of the nodes. */
  readonly version: KubernetesVersion;
  /** Subnets of the nodes. */
  readonly subnetIds: pulumi.Input<string>[];
  /** Instance types of one size, in order of preference: EC2 uses the first that is available. */
  readonly instanceTypes: readonly string[];
  /** Operating system and architecture. */
  readonly amiType: AmiType;
  /**
   * Release of the image: see `nodeReleases`.
   *
   * @default - the newest release when EKS creates the group or changes its version
   */
  readonly releaseVersion?: string | undefined;
  /** Disk of each node for images and pods, in GiB. */
  readonly diskGibibytes: number;
  /** Minimum number of nodes. */
  readonly minimum: number;
  /** Maximum number of nodes. */
  readonly maximum: number;
  /** KMS key of the nodes' disks. */
  readonly volumeKey: EncryptionKey;
  /** Tags of instances, volumes and network interfaces. The provider's default tags do not apply to these. */
  readonly tags: Readonly<Record<string, string>>;
  /** Changes to the launch template and the node group. @default - none */
  readonly transform?:
    | {
        readonly launchTemplate?: Transform<aws.ec2.LaunchTemplateArgs>;
        readonly nodeGroup?: Transform<aws.eks.NodeGroupArgs>;
      }
    | undefined;
}

/**
 * The nodes of the platform services: an EKS managed node group with a taint that keeps other pods away.
 *
 * ### Cost
 * Depends on the instance type: an m7i.xlarge costs about 147 USD a month (us-east-1), and its disk 0.08 USD a month
 * for each GiB.
 */
export class SystemNodes extends Component {
  /** The node group. Everything that runs pods depends on it. */
  readonly nodeGroup: aws.eks.NodeGroup;
  /** Name of the node group. */
  readonly nodeGroupName: pulumi.Output<string>;

  constructor(name: string, args: SystemNodesArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:SystemNodes", name, opts);

    const role = this.createRole(args);
    const launchTemplate = this.createLaunchTemplate(args);
    this.nodeGroup = this.createNodeGroup(role, launchTemplate, args);

    this.nodeGroupName = this.nodeGroup.nodeGroupName;
    this.registerOutputs({ nodeGroupName: this.nodeGroupName });
  }

  /** Permissions to join the cluster and to pull images. Pods have roles of their own. */
  private createRole(args: SystemNodesArgs): Role {
    return new Role(
      `${this.name}-role`,
      {
        account: args.account,
        description: "System nodes join the cluster and pull images",
        trust: serviceTrust("ec2.amazonaws.com"),
        managedPolicies: ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"],
      },
      { parent: this },
    );
  }

  private createLaunchTemplate(args: SystemNodesArgs): aws.ec2.LaunchTemplate {
    const launchTemplate = {
      updateDefaultVersion: true,
      blockDeviceMappings: blockDevices(args.amiType, args.diskGibibytes, args.volumeKey.arn),
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        // With one hop, pods cannot read the node's credentials. Pod Identity does not need more.
        httpPutResponseHopLimit: 1,
      },
      // No security groups: EKS adds the cluster's own group only if the template names none.
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags: { ...args.tags, Name: this.name },
      })),
    };
    return new aws.ec2.LaunchTemplate(
      ...transformed<aws.ec2.LaunchTemplateArgs>(
        "aws:ec2/launchTemplate:LaunchTemplate",
        args.transform?.launchTemplate,
        `${this.name}-template`,
        launchTemplate,
        { parent: this },
      ),
    );
  }

  private createNodeGroup(role: Role, template: aws.ec2.LaunchTemplate, args: SystemNodesArgs): aws.eks.NodeGroup {
    const nodeGroup = {
      clusterName: args.clusterName,
      version: args.version,
      releaseVersion: args.releaseVersion,
      nodeRoleArn: role.arn,
      subnetIds: args.subnetIds,
      amiType: args.amiType,
      capacityType: "ON_DEMAND",
      instanceTypes: [...args.instanceTypes],
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      scalingConfig: { minSize: args.minimum, desiredSize: args.minimum, maxSize: args.maximum },
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: true },
      labels: { [poolLabel]: systemPool },
      taints: [{ key: systemTaint.key, value: systemTaint.value, effect: "NO_SCHEDULE" }],
    };
    return new aws.eks.NodeGroup(
      ...transformed<aws.eks.NodeGroupArgs>(
        "aws:eks/nodeGroup:NodeGroup",
        args.transform?.nodeGroup,
        `${this.name}-group`,
        nodeGroup,
        {
          parent: this,
          dependsOn: [role],
          // The next `up` must not revert a change by Cluster Autoscaler, or a manual one in an emergency.
          ignoreChanges: ["scalingConfig.desiredSize"],
        },
      ),
    );
  }
}
