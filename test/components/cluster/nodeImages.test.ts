import { describe, expect, it } from "vitest";
import { architectureOf, blockDevices } from "../../../components/cluster/nodeImages";

describe("node images", () => {
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
    expect(architectureOf("BOTTLEROCKET_x86_64")).toBe("amd64");
  });

  it("of Amazon Linux have one disk", () => {
    const devices = blockDevices("AL2023_ARM_64_STANDARD", 50, "key");
    expect(devices.map(({ deviceName }) => deviceName)).toEqual(["/dev/xvda"]);
    expect(architectureOf("AL2023_ARM_64_STANDARD")).toBe("arm64");
  });
});
