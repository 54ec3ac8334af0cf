import { each, fieldOf } from "../../inputReaders";
import type { Finding, ResourceRule } from "../../rule";

/** Volume types that cost more and perform worse. `undefined` and `null` stand for AWS's default. */
const olderTypes: readonly unknown[] = [undefined, null, "gp2", "io1", "standard"];

export const rule: ResourceRule = {
  about: "resource",
  name: "volumes-are-gp3",
  title: "Volumes are gp3, or io2 where needed",
  severity: "low",
  why: "gp2 costs a quarter more, and a small gp2 volume is slow: nodes wait for image pulls while their GPUs are idle.",
  fix: 'set volumeType or storageType to "gp3"',
  references: [{ name: "AWS Prescriptive Guidance: Migrate Amazon EBS volumes from gp2 to gp3" }],
  enforcement: "mandatory",
  types: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:rds/instance:Instance"],
  check: ({ type, knownInputs }) => {
    if (type === "aws:rds/instance:Instance") return finding(knownInputs, "storageType", "");
    const devices = fieldOf(knownInputs, "blockDeviceMappings");
    return each(Array.isArray(devices) ? devices : [], (device: unknown, index) => {
      const disk = fieldOf(device, "ebs");
      return disk === undefined ? [] : finding(disk, "volumeType", `blockDeviceMappings[${index}].ebs.`);
    });
  },
};

function finding(holder: unknown, field: string, before: string): Finding[] {
  return olderTypes.includes(fieldOf(holder, field))
    ? [{ at: `${before}${field}`, problem: "must be gp3 or io2" }]
    : [];
}
