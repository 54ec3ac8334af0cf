import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** AMI types of EKS: operating system and architecture of a node. */
export const amiTypes = [
  "BOTTLEROCKET_x86_64",
  "BOTTLEROCKET_ARM_64",
  "AL2023_x86_64_STANDARD",
  "AL2023_ARM_64_STANDARD",
] as const;

/** An AMI type of EKS. */
export type AmiType = (typeof amiTypes)[number];

/** Returns the architecture of an AMI type, as the instance catalogue names it. */
export function architectureOf(amiType: AmiType): "amd64" | "arm64" {
  return amiType.includes("ARM") ? "arm64" : "amd64";
}

/**
 * Returns the disks of a node, all encrypted with the volume key. Bottlerocket has a first disk for its read-only
 * system and a second one for images and pods. Amazon Linux has one disk.
 */
export function blockDevices(
  amiType: string,
  diskGibibytes: number,
  kmsKeyId: pulumi.Input<string>,
): aws.types.input.ec2.LaunchTemplateBlockDeviceMapping[] {
  const device = (deviceName: string, volumeSize: number) => ({
    deviceName,
    ebs: { volumeType: "gp3", volumeSize, encrypted: "true", kmsKeyId, deleteOnTermination: "true" },
  });
  return amiType.startsWith("BOTTLEROCKET")
    ? [device("/dev/xvda", bottlerocketSystemGibibytes), device("/dev/xvdb", diskGibibytes)]
    : [device("/dev/xvda", diskGibibytes)];
}

const bottlerocketSystemGibibytes = 4;

/** AMI types of all managed node groups: of the system nodes, and of pools with accelerators. */
export const groupAmiTypes = [...amiTypes, "BOTTLEROCKET_x86_64_NVIDIA", "AL2023_x86_64_NEURON"] as const;

/** Releases of node images by AMI type: values of `releaseVersion` of a node group. */
export type NodeReleases = Readonly<Partial<Record<(typeof groupAmiTypes)[number], string>>>;
