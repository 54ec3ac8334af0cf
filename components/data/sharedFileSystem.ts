import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, regionalArn } from "../../core/aws/account";
import { Component } from "../component";
import type { EncryptionKey } from "../encryption/encryptionKey";
import { type PolicyStatement, policyDocument } from "../iam/policyDocument";
import { physicalName } from "../naming";
import { zoneLetter } from "../network/subnetCidrs";
import { type Transform, transformed } from "../transform";
import { ClientSecurityGroup, type Clients } from "./clientSecurityGroup";

const nfsPort = 2049;

/** Name of the storage class of shared volumes. */
const sharedStorageClass = "efs";

/** Arguments of `SharedFileSystem`. */
export interface SharedFileSystemArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** VPC of the mount targets. */
  readonly vpcId: pulumi.Input<string>;
  /** Subnets of the nodes, one for each zone. Each gets a mount target, so that no traffic crosses zones. */
  readonly subnets: readonly { readonly zone: string; readonly subnetId: pulumi.Input<string> }[];
  /** Clients that may connect. */
  readonly clients: Clients;
  /** KMS key of the file system. */
  readonly key: EncryptionKey;
  /** CSI drivers. The storage class depends on them. */
  readonly volumeDrivers: readonly pulumi.Resource[];
  /**
   * Kubernetes provider of the storage class. As a provider of the component it would delay all its resources: Pulumi
   * registers a component, and then its children, only when all its providers exist, which is after the cluster.
   *
   * @default - that of the component
   */
  readonly kubernetes?: k8s.Provider | undefined;
  /** Whether Pulumi refuses to delete the file system, and keeps it when it is removed from the program. */
  readonly deletionProtection: boolean;
  /** Changes to the file system. @default - none */
  readonly transform?: { readonly fileSystem?: Transform<aws.efs.FileSystemArgs> } | undefined;
}

/**
 * An EFS file system for volumes that many pods share, with a mount target in every zone and the storage class `efs`.
 *
 * Each volume is an access point: a separate folder with its own owner, independent of the pod's user. Clients must use
 * TLS and an access point, and have no root access. Deleting a volume keeps its folder. EFS uses the key with a grant
 * that the deployer's role creates; neither the key's policy nor pods need permissions for the key.
 *
 * ### Cost
 * 0.30 USD for each GB and month, less for files that are not read for 30 days. Reads and writes are charged in addition
 * (us-east-1).
 */
export class SharedFileSystem extends Component {
  /** ID of the file system. */
  readonly fileSystemId: pulumi.Output<string>;
  /** Name of the storage class, for `storageClassName` of a claim. */
  readonly storageClassName = sharedStorageClass;

  constructor(name: string, args: SharedFileSystemArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:SharedFileSystem", name, opts);

    const fileSystem = this.createFileSystem(args);
    this.createPolicy(fileSystem, args);
    const mountTargets = this.createMountTargets(fileSystem, args);
    this.createStorageClass(fileSystem, [...mountTargets, ...args.volumeDrivers], args);

    this.fileSystemId = fileSystem.id;
    this.registerOutputs({ fileSystemId: this.fileSystemId, storageClassName: this.storageClassName });
  }

  private createFileSystem({ key, deletionProtection, transform }: SharedFileSystemArgs): aws.efs.FileSystem {
    const fileSystem: aws.efs.FileSystemArgs = {
      creationToken: physicalName("aws:efs/fileSystem:FileSystem", this.name),
      encrypted: true,
      kmsKeyId: key.arn,
      throughputMode: "elastic",
      lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }, { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }],
    };
    return new aws.efs.FileSystem(
      ...transformed<aws.efs.FileSystemArgs>(
        "aws:efs/fileSystem:FileSystem",
        transform?.fileSystem,
        this.name,
        fileSystem,
        {
          parent: this,
          protect: deletionProtection,
          // EFS has no deletion protection.
          retainOnDelete: deletionProtection,
        },
      ),
    );
  }

  private createPolicy(fileSystem: aws.efs.FileSystem, args: SharedFileSystemArgs): void {
    new aws.efs.FileSystemPolicy(
      `${this.name}-policy`,
      { fileSystemId: fileSystem.id, policy: policyDocument(fileSystemStatements(args.account, fileSystem.arn)) },
      { parent: this, retainOnDelete: args.deletionProtection },
    );
  }

  private createMountTargets(
    fileSystem: aws.efs.FileSystem,
    { vpcId, clients, subnets }: SharedFileSystemArgs,
  ): aws.efs.MountTarget[] {
    const group = new ClientSecurityGroup(
      `${this.name}-clients`,
      { vpcId, service: "NFS", port: nfsPort, clients },
      { parent: this },
    );
    return subnets.map(
      ({ zone, subnetId }) =>
        new aws.efs.MountTarget(
          `${this.name}-${zoneLetter(zone)}`,
          { fileSystemId: fileSystem.id, subnetId, securityGroups: [group.securityGroupId] },
          { parent: this },
        ),
    );
  }

  private createStorageClass(
    fileSystem: aws.efs.FileSystem,
    dependsOn: pulumi.Resource[],
    { kubernetes }: SharedFileSystemArgs,
  ): void {
    new k8s.storage.v1.StorageClass(
      `${this.name}-storage-class`,
      {
        metadata: { name: sharedStorageClass },
        provisioner: "efs.csi.aws.com",
        parameters: {
          provisioningMode: "efs-ap",
          fileSystemId: fileSystem.id,
          directoryPerms: "700",
          // Each volume gets the next ID, as user and as group. Users of images have lower IDs.
          gidRangeStart: "50000",
          gidRangeEnd: "59999",
          basePath: "/volumes",
        },
        volumeBindingMode: "Immediate",
        reclaimPolicy: "Delete",
      },
      // A volume without a mount target in the pod's zone cannot be mounted.
      { parent: this, dependsOn, ...(kubernetes && { provider: kubernetes }) },
    );
  }
}

/**
 * The CSI driver mounts without an IAM role, so the policy allows all clients of the security group, with restrictions.
 */
function fileSystemStatements(
  account: AwsAccount,
  fileSystemArn: NonNullable<PolicyStatement["Resource"]>,
): PolicyStatement[] {
  const allPrincipals = { Principal: { AWS: "*" }, Resource: fileSystemArn } as const;
  return [
    {
      // Without `ClientRootAccess`, root is mapped to another user. Mounts outside an access point would show all folders.
      Sid: "AllowMountsThroughAccessPoints",
      Effect: "Allow",
      ...allPrincipals,
      Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      Condition: {
        Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" },
        ArnLike: {
          "elasticfilesystem:AccessPointArn": regionalArn(account, "elasticfilesystem", "access-point/*"),
        },
      },
    },
    {
      Sid: "DenyInsecureTransport",
      Effect: "Deny",
      ...allPrincipals,
      Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess", "elasticfilesystem:ClientWrite"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}
