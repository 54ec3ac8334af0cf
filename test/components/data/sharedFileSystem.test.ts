import * as aws from "@pulumi/aws";
import { describe, expect, it } from "vitest";
import { SharedFileSystem } from "../../../components/data/sharedFileSystem";
import { EncryptionKey } from "../../../components/encryption/encryptionKey";
import type { Registration } from "../../../core/graph/registration";
import { all, only, recordComponent } from "../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };

function fileSystem(deletionProtection = true): Promise<Registration[]> {
  return recordComponent(() => {
    const key = new EncryptionKey("key", { account, description: "Data", deletionProtection: false });
    return new SharedFileSystem("shared", {
      account,
      vpcId: "vpc-1",
      subnets: [
        { zone: "us-west-2a", subnetId: "subnet-a" },
        { zone: "us-west-2c", subnetId: "subnet-c" },
      ],
      clients: { network: { cidrIpv4: "10.20.0.0/16" } },
      key,
      volumeDrivers: [new aws.eks.Addon("driver", { clusterName: "test", addonName: "aws-efs-csi-driver" })],
      deletionProtection,
    });
  });
}

function fileSystemToken(resources: readonly Registration[], property: string): string {
  return `[unknown:${only(resources, "aws:efs/fileSystem:FileSystem").urn}#${property}]`;
}

describe("SharedFileSystem", () => {
  it("is encrypted and elastic, and moves unused files to cheaper storage", async () => {
    const resources = await fileSystem();
    expect(only(resources, "aws:efs/fileSystem:FileSystem").inputs).toEqual({
      creationToken: "shared",
      encrypted: true,
      kmsKeyId: `[unknown:${only(resources, "aws:kms/key:Key").urn}#arn]`,
      throughputMode: "elastic",
      lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }, { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }],
      tags: { Name: "shared" },
    });
  });

  it("is mounted through access points, with TLS, and not as root", async () => {
    const resources = await fileSystem();
    const policy = String(only(resources, "aws:efs/fileSystemPolicy:FileSystemPolicy").inputs.policy);
    const everybody = { Principal: { AWS: "*" }, Resource: fileSystemToken(resources, "arn") };
    expect(JSON.parse(policy).Statement).toEqual([
      {
        Sid: "AllowMountsThroughAccessPoints",
        Effect: "Allow",
        ...everybody,
        Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
        Condition: {
          Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" },
          ArnLike: {
            "elasticfilesystem:AccessPointArn": "arn:aws:elasticfilesystem:us-west-2:111122223333:access-point/*",
          },
        },
      },
      {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        ...everybody,
        Action: [
          "elasticfilesystem:ClientMount",
          "elasticfilesystem:ClientRootAccess",
          "elasticfilesystem:ClientWrite",
        ],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("allows ingress from its clients by NFS", async () => {
    const resources = await fileSystem();
    expect(only(resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs).toMatchObject({
      fromPort: 2049,
      toPort: 2049,
      cidrIpv4: "10.20.0.0/16",
    });
    const group = `[unknown:${only(resources, "aws:ec2/securityGroup:SecurityGroup").urn}#id]`;
    const targets = all(resources, "aws:efs/mountTarget:MountTarget").map(({ inputs }) => inputs);
    const fileSystemId = fileSystemToken(resources, "id");
    expect(targets).toEqual([
      { fileSystemId, subnetId: "subnet-a", securityGroups: [group] },
      { fileSystemId, subnetId: "subnet-c", securityGroups: [group] },
    ]);
  });

  it("gives each claim its own folder and owner, after the mount targets exist", async () => {
    const resources = await fileSystem();
    const { inputs, dependsOn } = only(resources, "kubernetes:storage.k8s.io/v1:StorageClass");
    expect(inputs).toEqual({
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name: "efs" },
      provisioner: "efs.csi.aws.com",
      parameters: {
        provisioningMode: "efs-ap",
        fileSystemId: fileSystemToken(resources, "id"),
        directoryPerms: "700",
        gidRangeStart: "50000",
        gidRangeEnd: "59999",
        basePath: "/volumes",
      },
      volumeBindingMode: "Immediate",
      reclaimPolicy: "Delete",
    });
    const targets = all(resources, "aws:efs/mountTarget:MountTarget").map(({ urn }) => urn);
    const driver = only(resources, "aws:eks/addon:Addon").urn;
    expect(dependsOn).toEqual(expect.arrayContaining([driver, ...targets]));
  });

  it("is protected, and keeps its policy when Pulumi drops it", async () => {
    const resources = await fileSystem();
    expect(only(resources, "aws:efs/fileSystem:FileSystem").options).toMatchObject({
      protect: true,
      retainOnDelete: true,
    });
    expect(only(resources, "aws:efs/fileSystemPolicy:FileSystemPolicy").options.retainOnDelete).toBe(true);
  });

  it("is disposable without deletion protection", async () => {
    const guarded = (await fileSystem(false)).filter(({ options }) => options.protect || options.retainOnDelete);
    expect(guarded).toEqual([]);
  });
});
