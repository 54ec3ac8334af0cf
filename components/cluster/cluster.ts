import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { Component } from "../component";
import { addDependenciesWhere } from "../dependencies";
import { EncryptionKey } from "../encryption/encryptionKey";
import { autoScalingUsesKey } from "../encryption/keyPolicy";
import type { Network } from "../network/network";
import type { KubernetesVersion } from "../versions";
import { Access } from "./access";
import { Addon, type AddonArgs, type AddonDefinition, type AddonFeature } from "./addons/addon";
import { addons } from "./addons/catalogue";
import { ControlPlane, type ControlPlaneArgs } from "./controlPlane";
import { kubeconfig } from "./kubeconfig";
import { DefaultStorageClass } from "./storageClass";
import { SystemNodes, type SystemNodesArgs } from "./systemNodes";

/** Arguments of `Cluster`. */
export interface ClusterArgs
  extends Pick<ControlPlaneArgs, "clusterName" | "publicAccessCidrs" | "serviceCidr" | "logs" | "deletionProtection"> {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Kubernetes version. EKS upgrades by one minor version at a time. */
  readonly version: KubernetesVersion;
  /** Network of the cluster. */
  readonly network: Network;
  /** Zones of the control plane's network interfaces, two or more of the network's. Cannot be changed later. */
  readonly controlPlaneZones: readonly string[];
  /** ARN of the IAM role that runs `pulumi up`. */
  readonly deployerRoleArn: pulumi.Input<string>;
  /** ARNs of further IAM roles that administer the cluster. */
  readonly administratorRoleArns: readonly string[];
  /** Features that need an add-on of their own. */
  readonly features: readonly AddonFeature[];
  /** Size and type of the system nodes. */
  readonly systemNodes: Pick<
    SystemNodesArgs,
    "instanceTypes" | "amiType" | "releaseVersion" | "diskGibibytes" | "minimum" | "maximum" | "tags"
  >;
  /** Private IPv4 blocks that may reach the Kubernetes API, in addition to the nodes. */
  readonly privateAccessCidrs: readonly string[];
  /** Number of replicas of add-on controllers. Two or more survive the loss of a node. */
  readonly replicas: number;
  /** Changes to the EKS cluster, the add-ons and the resources of the system nodes. @default - none */
  readonly transform?:
    | (NonNullable<ControlPlaneArgs["transform"]> &
        NonNullable<SystemNodesArgs["transform"]> &
        NonNullable<AddonArgs["transform"]>)
    | undefined;
}

/**
 * An EKS cluster that is ready for platform services: control plane, access entries, add-ons, system nodes, default
 * storage class, and the Kubernetes provider.
 *
 * ### Cost
 * See `ControlPlane` and `SystemNodes`, and 1 USD a month for each of the two KMS keys.
 */
export class Cluster extends Component {
  /** The EKS control plane. */
  readonly controlPlane: ControlPlane;
  /** Access entries of administrators. */
  readonly access: Access;
  /** Managed add-ons, in the order of their stages. */
  readonly addons: readonly Addon[];
  /** Nodes of the platform services. */
  readonly systemNodes: SystemNodes;
  /** Default storage class. */
  readonly storageClass: DefaultStorageClass;
  /** KMS key of the nodes' disks and of volumes. */
  readonly volumeKey: EncryptionKey;
  /** Provider of all Kubernetes objects. */
  readonly kubernetes: k8s.Provider;
  /** Name of the EKS cluster. */
  readonly clusterName: pulumi.Output<string>;
  /** Address of the Kubernetes API: `https://…`. */
  readonly endpoint: pulumi.Output<string>;
  /** ID of the security group of control plane and nodes, which EKS creates. */
  readonly securityGroupId: pulumi.Output<string>;
  /**
   * Network add-ons and egress. A node that starts without them does not become ready, so node groups depend on them.
   */
  readonly beforeNodes: readonly pulumi.Resource[];
  /** Nodes, add-ons and storage class. Everything that runs pods depends on them. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Cluster", name, opts);

    this.volumeKey = this.createVolumeKey(args);
    this.controlPlane = this.createControlPlane(args);
    const { cluster } = this.controlPlane;
    this.access = this.createAccess(cluster, args);
    const privateAccess = this.allowPrivateAccess(cluster, args);
    this.kubernetes = this.createProvider(cluster, [this.access.deployer, ...privateAccess], args);
    const beforeNodes = this.createAddons("beforeNodes", cluster, args, []);
    this.beforeNodes = [...args.network.egress, ...beforeNodes];
    this.systemNodes = this.createSystemNodes(cluster, args);
    const afterNodes = this.createAddons("afterNodes", cluster, args, [this.systemNodes.nodeGroup]);
    this.addons = [...beforeNodes, ...afterNodes];
    this.storageClass = this.createStorageClass(afterNodes);

    this.clusterName = cluster.name;
    this.endpoint = cluster.endpoint;
    this.securityGroupId = cluster.vpcConfig.clusterSecurityGroupId;
    this.ready = [this.systemNodes.nodeGroup, ...afterNodes, this.storageClass];
    this.registerOutputs({
      clusterName: this.clusterName,
      endpoint: this.endpoint,
      securityGroupId: this.securityGroupId,
    });
  }

  private createVolumeKey(args: ClusterArgs): EncryptionKey {
    return new EncryptionKey(
      `${this.name}-volume-key`,
      {
        account: args.account,
        description: pulumi.interpolate`Disks of nodes and volumes of ${args.clusterName}`,
        statements: autoScalingUsesKey(args.account),
        deletionProtection: args.deletionProtection,
      },
      { parent: this },
    );
  }

  private createControlPlane(args: ClusterArgs): ControlPlane {
    return new ControlPlane(
      `${this.name}-control-plane`,
      { ...args, subnetIds: args.network.intraSubnetIdsIn(args.controlPlaneZones) },
      { parent: this },
    );
  }

  private createAccess(cluster: aws.eks.Cluster, args: ClusterArgs): Access {
    return new Access(`${this.name}-access`, { ...args, clusterName: cluster.name }, { parent: this });
  }

  private allowPrivateAccess(cluster: aws.eks.Cluster, args: ClusterArgs): aws.vpc.SecurityGroupIngressRule[] {
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
   * @param reach Resources that give the deployer access to the Kubernetes API. The provider needs them to create objects, and
   * to delete them.
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
        // A manual edit takes ownership of the edited fields. Without force, every later `up` fails on a conflict.
        enablePatchForce: true,
        // A changed script or dashboard is an update. Without this, its ConfigMap is deleted first, and pods that start meanwhile fail.
        // Secrets stay as they are: pods restart when the identity of a replaced Secret changes.
        enableConfigMapMutable: true,
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
      .filter(({ stage: own, feature }) => own === stage && (feature === undefined || args.features.includes(feature)))
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
            {
              parent: this,
              transformations: [addDependenciesWhere(({ type }) => type === "aws:eks/addon:Addon", dependsOn)],
            },
          ),
      );
  }

  private createSystemNodes(cluster: aws.eks.Cluster, args: ClusterArgs): SystemNodes {
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
        transformations: [addDependenciesWhere(({ type }) => type === "aws:eks/nodeGroup:NodeGroup", this.beforeNodes)],
      },
    );
  }

  /** Volumes need their CSI driver, so the storage class depends on it. */
  private createStorageClass(drivers: Addon[]): DefaultStorageClass {
    return new DefaultStorageClass(
      `${this.name}-storage-class`,
      { volumeKey: this.volumeKey },
      { parent: this, providers: { kubernetes: this.kubernetes }, dependsOn: drivers },
    );
  }
}
