import { describe, expect, it } from "vitest";
import { blockDevices, isArm, isGraviton } from "../../../components/cluster/nodeImages";

describe("node images", () => {
  it.each(["m7g.large", "c7gn.xlarge", "t4g.small", "r8g.2xlarge", "im4gn.large", "g5g.xlarge"])(
    "%s is Graviton",
    (type) => {
      expect(isGraviton(type)).toBe(true);
    },
  );

  it.each(["m7i.large", "g5.xlarge", "g6e.xlarge", "p5.48xlarge", "trn1.2xlarge", "inf2.xlarge"])(
    "%s is not",
    (type) => {
      expect(isGraviton(type)).toBe(false);
    },
  );

  it("of Bottlerocket keep images and pods on the second disk", () => {
    expect(blockDevices("BOTTLEROCKET_x86_64", 100, "key")).toEqual([
      {
        deviceName: "/dev/xvda",
        ebs: { volumeType: "gp3", volumeSize: 4, encrypted: "true", kmsKeyId: "key", deleteOnTermination: "true" },
      },
      {
        deviceName: "/dev/xvdb",
        ebs: { volumeType: "gp3", volumeSize: 100, encrypted: "true", kmsKeyId: "key", deleteOnTermination: "true" },
      },
    ]);
    expect(isArm("BOTTLEROCKET_x86_64")).toBe(false);
  });

  it("of Amazon Linux have one disk", () => {
    const devices = blockDevices("AL2023_ARM_64_STANDARD", 50, "key");
    expect(devices.map(({ deviceName }) => deviceName)).toEqual(["/dev/xvda"]);
    expect(isArm("AL2023_ARM_64_STANDARD")).toBe(true);
  });
});
