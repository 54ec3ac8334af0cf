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

export interface SystemNodesArgs {
  readonly account: AwsAccount;
  readonly clusterName: pulumi.Input<string>;
  readonly version: KubernetesVersion;
  readonly subnetIds: pulumi.Input<string>[];
  /** One size, in several families where capacity is short: EC2 takes the first that it has. */
  readonly instanceTypes: readonly string[];
  readonly amiType: AmiType;
  /** Size of each node's disk for images and pods, GiB. */
  readonly diskGibibytes: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly volumeKey: EncryptionKey;
  /** Tags of instances, volumes and network interfaces: the provider's default tags do not get that far. */
  readonly tags: Record<string, string>;
  readonly transform?:
    | {
        readonly launchTemplate?: Transform<aws.ec2.LaunchTemplateArgs>;
        readonly nodeGroup?: Transform<aws.eks.NodeGroupArgs>;
      }
    | undefined;
}

/**
 * The nodes of the platform's own services. A taint keeps everything else away.
 *
 * ### Cost
 * By instance type: an m7i.xlarge costs about 147 USD a month (us-east-1), its disk 0.08 USD for each GiB.
 */
export class SystemNodes extends Component {
  /** Whatever runs pods depends on it. */
  readonly nodeGroup: aws.eks.NodeGroup;

  constructor(name: string, args: SystemNodesArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:SystemNodes", name, opts);

    const role = this.createRole(args);
    const launchTemplate = this.createLaunchTemplate(args);
    this.nodeGroup = this.createNodeGroup(role, launchTemplate, args);

    this.registerOutputs({ nodeGroupName: this.nodeGroup.nodeGroupName });
  }

  /** What a node needs to join and to pull images. Pods have roles of their own. */
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
        // One hop ends at the node: a pod cannot read the node's credentials. Pod Identity does not need more.
        httpPutResponseHopLimit: 1,
      },
      // No security groups: EKS adds the cluster's own only where the template names none.
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags: { ...args.tags, Name: this.name },
      })),
    };
    return new aws.ec2.LaunchTemplate(
      ...transformed<aws.ec2.LaunchTemplateArgs>(
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
      ...transformed<aws.eks.NodeGroupArgs>(args.transform?.nodeGroup, `${this.name}-group`, nodeGroup, {
        parent: this,
        dependsOn: [role],
        // Whoever scaled the group in an emergency must not be undone by the next `up`.
        ignoreChanges: ["scalingConfig.desiredSize"],
      }),
    );
  }
}
