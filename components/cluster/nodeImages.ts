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

/** Whether an image is for AWS's Graviton processors. */
export function isArm(amiType: AmiType): boolean {
  return amiType.includes("ARM");
}

/** Whether an instance type has a Graviton processor: a `g` after the generation, as in m7g, c7gn, t4g; not g5. */
export function isGraviton(instanceType: string): boolean {
  return /^[a-z]+\d+g/.test(instanceType);
}

/**
 * Disks of a node, all under our key. Bottlerocket has its read-only system on the first and images and pods on the
 * second; Amazon Linux has everything on one.
 */
export function blockDevices(
  amiType: AmiType,
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
