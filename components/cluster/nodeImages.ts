import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Operating systems of nodes, by EKS's own names for image and architecture. */
export const amiTypes = [
  "BOTTLEROCKET_x86_64",
  "BOTTLEROCKET_ARM_64",
  "AL2023_x86_64_STANDARD",
  "AL2023_ARM_64_STANDARD",
] as const;
export type AmiType = (typeof amiTypes)[number];

/** The processors that an image runs on, in the catalogue's words. */
export function architectureOf(amiType: AmiType): "amd64" | "arm64" {
  return amiType.includes("ARM") ? "arm64" : "amd64";
}

/**
 * Disks of a node, all under our key. Bottlerocket has its read-only system on the first and images and pods on the
 * second; Amazon Linux has everything on one.
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
