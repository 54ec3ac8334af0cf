import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { Component } from "../component";
import { EncryptionKey } from "../encryption/encryptionKey";
import { serviceTrust } from "../iam/policyDocument";
import { Role } from "../iam/role";
import { type Transform, transformed } from "../transform";
import type { KubernetesVersion } from "../versions";

/** Arguments of `ControlPlane`. */
export interface ControlPlaneArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Name of the EKS cluster. Cannot be changed later. */
  readonly clusterName: pulumi.Input<string>;
  /** Kubernetes version. EKS upgrades by one minor version at a time. */
  readonly version: KubernetesVersion;
  /** Subnets of the control plane's network interfaces. */
  readonly subnetIds: pulumi.Input<string>[];
  /** Public IPv4 blocks that may reach the Kubernetes API. If empty, the API is reachable only from the VPC. */
  readonly publicAccessCidrs: readonly string[];
  /** IPv4 block of Kubernetes Services. Cannot be changed later. */
  readonly serviceCidr: string;
  /** Logs of the control plane. */
  readonly logs: {
    /** Name of the log group, which EKS fixes: `/aws/eks/<cluster>/cluster`. */
    readonly groupName: string;
    /** KMS key of the log group. */
    readonly encryptionKeyArn: pulumi.Input<string>;
    /** Retention, in days. */
    readonly retentionDays: number;
  };
  /** Whether AWS and Pulumi refuse to delete the cluster: its etcd holds objects that no chart restores. */
  readonly deletionProtection: boolean;
  /** Changes to the EKS cluster. @default - none */
  readonly transform?: { readonly cluster?: Transform<aws.eks.ClusterArgs> } | undefined;
}

/** All log types of the control plane. */
const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/**
 * The EKS control plane, with a private endpoint, Secrets that a customer-managed key encrypts, all log types, and
 * access by access entries only.
 *
 * ### Cost
 * 73 USD a month. A version in extended support costs 438 USD; `upgradePolicy` prevents that: EKS upgrades the cluster
 * instead. Logs cost 0.50 USD for each GB (us-east-1).
 */
export class ControlPlane extends Component {
  /** The EKS cluster. */
  readonly cluster: aws.eks.Cluster;
  /** KMS key of Kubernetes Secrets. */
  readonly secretsKey: EncryptionKey;
  /** Name of the EKS cluster. */
  readonly clusterName: pulumi.Output<string>;
  /** Address of the Kubernetes API: `https://…`. */
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, args: ControlPlaneArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ControlPlane", name, opts);

    this.secretsKey = this.createSecretsKey(args);
    const role = this.createRole(args);
    const logGroup = this.createLogGroup(args);
    this.cluster = this.createCluster(role, logGroup, args);

    this.clusterName = this.cluster.name;
    this.endpoint = this.cluster.endpoint;
    this.registerOutputs({ clusterName: this.clusterName, endpoint: this.endpoint });
  }

  private createSecretsKey(args: ControlPlaneArgs): EncryptionKey {
    return new EncryptionKey(
      `${this.name}-secrets-key`,
      {
        account: args.account,
        description: pulumi.interpolate`Kubernetes Secrets of ${args.clusterName}`,
        deletionProtection: args.deletionProtection,
      },
      { parent: this },
    );
  }

  private createRole(args: ControlPlaneArgs): Role {
    const role = new Role(
      `${this.name}-role`,
      {
        account: args.account,
        description: pulumi.interpolate`Control plane of ${args.clusterName}`,
        trust: serviceTrust("eks.amazonaws.com"),
        managedPolicies: ["AmazonEKSClusterPolicy"],
      },
      { parent: this },
    );
    this.secretsKey.grantEncryptDecrypt(role);
    return role;
  }

  /** The cluster depends on the log group: otherwise EKS creates the group without retention and key. */
  private createLogGroup({ logs, deletionProtection }: ControlPlaneArgs): aws.cloudwatch.LogGroup {
    return new aws.cloudwatch.LogGroup(
      `${this.name}-logs`,
      { name: logs.groupName, retentionInDays: logs.retentionDays, kmsKeyId: logs.encryptionKeyArn },
      { parent: this, retainOnDelete: deletionProtection },
    );
  }

  private createCluster(role: Role, logGroup: aws.cloudwatch.LogGroup, args: ControlPlaneArgs): aws.eks.Cluster {
    const publicAccess = args.publicAccessCidrs.length > 0;
    const cluster = {
      name: args.clusterName,
      version: args.version,
      roleArn: role.arn,
      vpcConfig: {
        subnetIds: args.subnetIds,
        endpointPrivateAccess: true,
        endpointPublicAccess: publicAccess,
        ...(publicAccess && { publicAccessCidrs: [...args.publicAccessCidrs] }),
      },
      kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: args.serviceCidr },
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      // All add-ons are EKS managed add-ons with pinned versions. A later change of this property replaces the cluster.
      bootstrapSelfManagedAddons: false,
      encryptionConfig: { provider: { keyArn: this.secretsKey.arn }, resources: ["secrets"] },
      enabledClusterLogTypes: logTypes,
      upgradePolicy: { supportType: "STANDARD" },
      deletionProtection: args.deletionProtection,
    };
    return new aws.eks.Cluster(
      ...transformed<aws.eks.ClusterArgs>("aws:eks/cluster:Cluster", args.transform?.cluster, this.name, cluster, {
        parent: this,
        dependsOn: [role, logGroup],
        protect: args.deletionProtection,
        // EKS sometimes takes up to 25 minutes.
        customTimeouts: { create: "30m", delete: "30m" },
      }),
    );
  }
}
