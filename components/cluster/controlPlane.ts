import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { Component } from "../component";
import { EncryptionKey } from "../encryption/encryptionKey";
import { serviceTrust } from "../iam/policyDocument";
import { Role } from "../iam/role";
import { type Transform, transformed } from "../transform";
import type { KubernetesVersion } from "../versions";

export interface ControlPlaneArgs {
  readonly account: AwsAccount;
  /** Physical name. Cannot be changed later. */
  readonly clusterName: string;
  readonly version: KubernetesVersion;
  /** Where the control plane's network interfaces are. */
  readonly subnetIds: pulumi.Input<string>[];
  /** Who reaches the API from the Internet. An empty list closes it: only the VPC does then. */
  readonly publicAccessCidrs: readonly string[];
  /** Addresses of Kubernetes Services. Cannot be changed later. */
  readonly serviceCidr: string;
  readonly logs: {
    /** `/aws/eks/<cluster>/cluster`, EKS's own choice. */
    readonly groupName: string;
    readonly encryptionKeyArn: pulumi.Input<string>;
    readonly retentionDays: number;
  };
  /** Whether deletion is refused, by AWS and by Pulumi: etcd holds what no chart brings back. */
  readonly deletionProtection: boolean;
  readonly transform?: { readonly cluster?: Transform<aws.eks.ClusterArgs> } | undefined;
}

/** Every component of the control plane that writes logs. */
const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/**
 * The EKS control plane: private endpoint, Secrets encrypted under a key of ours, all logs kept, access by access
 * entries alone.
 *
 * ### Cost
 * 73 USD a month, and 438 USD once the version has left standard support, which `upgradePolicy` prevents. Logs: 0.50
 * USD for each GB (us-east-1).
 */
export class ControlPlane extends Component {
  readonly cluster: aws.eks.Cluster;
  /** Key of Kubernetes Secrets. */
  readonly secretsKey: EncryptionKey;

  constructor(name: string, args: ControlPlaneArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ControlPlane", name, opts);

    this.secretsKey = this.createSecretsKey(args);
    const role = this.createRole(args);
    const logGroup = this.createLogGroup(args);
    this.cluster = this.createCluster(role, logGroup, args);

    this.registerOutputs({ name: this.cluster.name, endpoint: this.cluster.endpoint });
  }

  private createSecretsKey(args: ControlPlaneArgs): EncryptionKey {
    return new EncryptionKey(
      `${this.name}-secrets-key`,
      {
        account: args.account,
        description: `Kubernetes Secrets of ${args.clusterName}`,
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
        description: `Control plane of ${args.clusterName}`,
        trust: serviceTrust("eks.amazonaws.com"),
        managedPolicies: ["AmazonEKSClusterPolicy"],
      },
      { parent: this },
    );
    this.secretsKey.grantEncryptDecrypt(role);
    return role;
  }

  /** EKS would make the group by itself, without retention and key, if the cluster came first. */
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
      // Every add-on is a managed one, with a pinned version. Changing this later replaces the cluster.
      bootstrapSelfManagedAddons: false,
      encryptionConfig: { provider: { keyArn: this.secretsKey.arn }, resources: ["secrets"] },
      enabledClusterLogTypes: logTypes,
      upgradePolicy: { supportType: "STANDARD" },
      deletionProtection: args.deletionProtection,
    };
    return new aws.eks.Cluster(
      ...transformed<aws.eks.ClusterArgs>(args.transform?.cluster, this.name, cluster, {
        parent: this,
        dependsOn: [role, logGroup],
        protect: args.deletionProtection,
        // Half an hour, as EKS itself takes up to 25 minutes now and then.
        customTimeouts: { create: "30m", delete: "30m" },
      }),
    );
  }
}
