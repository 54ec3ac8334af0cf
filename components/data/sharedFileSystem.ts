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

/** The class by which pods ask for shared volumes. */
const sharedStorageClass = "efs";

export interface SharedFileSystemArgs {
  readonly account: AwsAccount;
  readonly vpcId: pulumi.Input<string>;
  /** Where nodes are: a mount target in each zone, so that no traffic crosses zones. */
  readonly subnets: readonly { readonly zone: string; readonly subnetId: pulumi.Input<string> }[];
  readonly clients: Clients;
  readonly key: EncryptionKey;
  /** What makes volumes in the cluster: the storage class comes after it and goes before it. */
  readonly volumeDrivers: readonly pulumi.Resource[];
  /** Whether deletion is refused by Pulumi, and a file system taken out of the program stays. */
  readonly deletionProtection: boolean;
  readonly transform?: { readonly fileSystem?: Transform<aws.efs.FileSystemArgs> } | undefined;
}

/**
 * An EFS file system for volumes that many pods share, in every zone, with the storage class `efs`.
 *
 * Each volume is an access point: a folder of its own, with an owner of its own, whatever user the pod runs as. The
 * file system is reached by TLS and through access points alone, and nobody is root in it. A volume that is deleted
 * leaves its folder behind. EFS uses the key by a grant that `pulumi up` makes with its role's permissions on the key;
 * neither the key's policy nor pods need anything for it.
 *
 * ### Cost
 * 0.30 USD for each GB and month, less for what nobody has read for 30 days; reads and writes cost besides (us-east-1).
 */
export class SharedFileSystem extends Component {
  readonly fileSystemId: pulumi.Output<string>;
  /** For `storageClassName` of a claim. */
  readonly storageClassName = sharedStorageClass;

  constructor(name: string, args: SharedFileSystemArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:SharedFileSystem", name, opts);

    const fileSystem = this.createFileSystem(args);
    this.createPolicy(fileSystem, args);
    const mountTargets = this.createMountTargets(fileSystem, args);
    this.createStorageClass(fileSystem, [...mountTargets, ...args.volumeDrivers]);

    this.fileSystemId = fileSystem.id;
    this.registerOutputs({ fileSystemId: this.fileSystemId });
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
      ...transformed<aws.efs.FileSystemArgs>(transform?.fileSystem, this.name, fileSystem, {
        parent: this,
        protect: deletionProtection,
        // EFS itself knows no protection.
        retainOnDelete: deletionProtection,
      }),
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

  private createStorageClass(fileSystem: aws.efs.FileSystem, dependsOn: pulumi.Resource[]): void {
    new k8s.storage.v1.StorageClass(
      `${this.name}-storage-class`,
      {
        metadata: { name: sharedStorageClass },
        provisioner: "efs.csi.aws.com",
        parameters: {
          provisioningMode: "efs-ap",
          fileSystemId: fileSystem.id,
          directoryPerms: "700",
          // Each volume gets the next id, as user and as group. Images' own users are below.
          gidRangeStart: "50000",
          gidRangeEnd: "59999",
          basePath: "/volumes",
        },
        volumeBindingMode: "Immediate",
        reclaimPolicy: "Delete",
      },
      // A volume without a mount target in the pod's zone cannot be mounted.
      { parent: this, dependsOn },
    );
  }
}

/** The CSI driver mounts without a role, so anybody may that the security group lets in: but not as they like. */
function fileSystemStatements(
  account: AwsAccount,
  fileSystemArn: NonNullable<PolicyStatement["Resource"]>,
): PolicyStatement[] {
  const everybody = { Principal: { AWS: "*" }, Resource: fileSystemArn } as const;
  return [
    {
      // Without `ClientRootAccess`: root is nobody. And not outside of an access point, where every folder lies.
      Sid: "ThroughAccessPoints",
      Effect: "Allow",
      ...everybody,
      Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      Condition: {
        Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" },
        ArnLike: {
          "elasticfilesystem:AccessPointArn": regionalArn(account, "elasticfilesystem", "access-point/*"),
        },
      },
    },
    {
      Sid: "OnlyTls",
      Effect: "Deny",
      ...everybody,
      Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess", "elasticfilesystem:ClientWrite"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}
