import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { Component } from "../component";
import { onlyWhere } from "../dependencies";
import { EncryptionKey } from "../encryption/encryptionKey";
import { autoScalingUsesKey } from "../encryption/keyPolicy";
import type { Network } from "../network/network";
import type { KubernetesVersion } from "../versions";
import { Access } from "./access";
import { Addon, type AddonArgs, type AddonDefinition } from "./addons/addon";
import { addons } from "./addons/catalogue";
import { ControlPlane, type ControlPlaneArgs } from "./controlPlane";
import { kubeconfig } from "./kubeconfig";
import { DefaultStorageClass } from "./storageClass";
import { SystemNodes, type SystemNodesArgs } from "./systemNodes";

export interface ClusterArgs
  extends Pick<ControlPlaneArgs, "clusterName" | "publicAccessCidrs" | "serviceCidr" | "logs" | "deletionProtection"> {
  readonly account: AwsAccount;
  readonly version: KubernetesVersion;
  readonly network: Network;
  /** The role that runs `pulumi up`. */
  readonly deployerRoleArn: string;
  /** Further roles that administer the cluster. */
  readonly administratorRoleArns: readonly string[];
  readonly systemNodes: Pick<
    SystemNodesArgs,
    "instanceTypes" | "amiType" | "diskGibibytes" | "minimum" | "maximum" | "tags"
  >;
  /** Private addresses from which the Kubernetes API is reached: the cluster's own group lets in nodes alone. */
  readonly privateAccessCidrs: readonly string[];
  /** Replicas of platform services that must survive the loss of a node. */
  readonly replicas: number;
  readonly transform?:
    | (NonNullable<ControlPlaneArgs["transform"]> &
        NonNullable<SystemNodesArgs["transform"]> &
        NonNullable<AddonArgs["transform"]>)
    | undefined;
}

/**
 * An EKS cluster that is ready for the platform's services: control plane, access, add-ons, system nodes, a default
 * storage class, and the provider by which everything else gets in.
 *
 * ### Cost
 * See `ControlPlane` and `SystemNodes`; 1 USD a month for each of two keys.
 */
export class Cluster extends Component {
  readonly clusterName: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;
  /** Security group of control plane and nodes, made by EKS. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Key of nodes' disks and of volumes. */
  readonly volumeKey: EncryptionKey;
  /** Provider of every Kubernetes object. */
  readonly kubernetes: k8s.Provider;
  /** What pods need to run: whoever makes pods depends on these. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Cluster", name, opts);

    this.volumeKey = this.createVolumeKey(args);
    const { cluster } = this.createControlPlane(args);
    const access = this.createAccess(cluster, args);
    const privateAccess = this.openPrivateAccess(cluster, args);
    this.kubernetes = this.createProvider(cluster, [access.deployer, ...privateAccess], args);
    const beforeNodes = this.createAddons("beforeNodes", cluster, args, []);
    const systemNodes = this.createSystemNodes(cluster, args, beforeNodes);
    const afterNodes = this.createAddons("afterNodes", cluster, args, [systemNodes.nodeGroup]);
    const storageClass = this.createStorageClass(afterNodes);

    this.clusterName = cluster.name;
    this.endpoint = cluster.endpoint;
    this.securityGroupId = cluster.vpcConfig.clusterSecurityGroupId;
    this.ready = [systemNodes.nodeGroup, ...afterNodes, storageClass];
    this.registerOutputs({ clusterName: this.clusterName, endpoint: this.endpoint });
  }

  private createVolumeKey(args: ClusterArgs): EncryptionKey {
    return new EncryptionKey(
      `${this.name}-volume-key`,
      {
        account: args.account,
        description: `Disks of nodes and volumes of ${args.clusterName}`,
        statements: autoScalingUsesKey(args.account),
        deletionProtection: args.deletionProtection,
      },
      { parent: this },
    );
  }

  private createControlPlane(args: ClusterArgs): ControlPlane {
    return new ControlPlane(
      `${this.name}-control-plane`,
      { ...args, subnetIds: args.network.intraSubnetIds },
      { parent: this },
    );
  }

  private createAccess(cluster: aws.eks.Cluster, args: ClusterArgs): Access {
    return new Access(`${this.name}-access`, { ...args, clusterName: cluster.name }, { parent: this });
  }

  private openPrivateAccess(cluster: aws.eks.Cluster, args: ClusterArgs): aws.vpc.SecurityGroupIngressRule[] {
    return args.privateAccessCidrs.map(
      (cidr) =>
        new aws.vpc.SecurityGroupIngressRule(
          `${this.name}-private-access-${cidr.replace(/[./]/g, "-")}`,
          {
            securityGroupId: cluster.vpcConfig.clusterSecurityGroupId,
            description: "Kubernetes API over private addresses",
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
            cidrIpv4: cidr,
          },
          { parent: this },
        ),
    );
  }

  /**
   * @param reach What lets the deployer in: without it nothing in the cluster can be made, and nothing deleted once it
   * has gone.
   */
  private createProvider(cluster: aws.eks.Cluster, reach: pulumi.Resource[], args: ClusterArgs): k8s.Provider {
    return new k8s.Provider(
      `${this.name}-kubernetes`,
      {
        kubeconfig: pulumi.jsonStringify(
          kubeconfig({
            clusterName: cluster.name,
            endpoint: cluster.endpoint,
            certificateAuthority: cluster.certificateAuthority.data,
            region: args.account.region,
          }),
        ),
        enableServerSideApply: true,
        // Whoever edits an object by hand owns what was edited: without force the next `up` would fail on it for ever.
        enablePatchForce: true,
      },
      { parent: this, dependsOn: reach },
    );
  }

  private createAddons(
    stage: AddonDefinition["stage"],
    cluster: aws.eks.Cluster,
    args: ClusterArgs,
    dependsOn: pulumi.Resource[],
  ): Addon[] {
    return addons
      .filter((definition) => definition.stage === stage)
      .map(
        (definition) =>
          new Addon(
            `${this.name}-${definition.name}`,
            {
              account: args.account,
              clusterName: cluster.name,
              kubernetesVersion: args.version,
              definition,
              replicas: args.replicas,
              volumeKey: this.volumeKey,
              transform: args.transform,
            },
            { parent: this, transformations: [onlyWhere(({ type }) => type === "aws:eks/addon:Addon", dependsOn)] },
          ),
      );
  }

  private createSystemNodes(cluster: aws.eks.Cluster, args: ClusterArgs, beforeNodes: Addon[]): SystemNodes {
    return new SystemNodes(
      `${this.name}-system-nodes`,
      {
        account: args.account,
        clusterName: cluster.name,
        version: args.version,
        subnetIds: args.network.privateSubnetIds,
        volumeKey: this.volumeKey,
        ...args.systemNodes,
        transform: args.transform,
      },
      {
        parent: this,
        transformations: [
          onlyWhere(({ type }) => type === "aws:eks/nodeGroup:NodeGroup", [...args.network.egress, ...beforeNodes]),
        ],
      },
    );
  }

  /** Volumes need the driver: it comes before the class, and goes after it. */
  private createStorageClass(drivers: Addon[]): DefaultStorageClass {
    return new DefaultStorageClass(
      `${this.name}-storage-class`,
      { volumeKey: this.volumeKey },
      { parent: this, providers: { kubernetes: this.kubernetes }, dependsOn: drivers },
    );
  }
}
