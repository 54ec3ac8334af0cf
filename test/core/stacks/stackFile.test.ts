import { describe, expect, it } from "vitest";
import { UsageError } from "../../../core/errors/usageError";
import { parseStackFile, readStackFile, stacks } from "../../../core/stacks/stackFile";
import { fixtureFolder } from "../../fixtures/fixtures";

describe("parseStackFile", () => {
  it("passes text unchanged and structures as JSON, as Pulumi does", () => {
    const text = `
config:
  mlops:accountId: "012345678901"
  mlops:zones: [a, b]
  mlops:deletionProtection: true
  mlops:network: { cidr: 10.0.0.0/16, days: 7 }
  aws:region: us-west-2
  mlops:nothing:
encryptionsalt: v1:abc
`;
    expect(parseStackFile("Pulumi.dev.yaml", text)).toEqual({
      config: {
        "mlops:accountId": "012345678901",
        "mlops:zones": '["a","b"]',
        "mlops:deletionProtection": "true",
        "mlops:network": '{"cidr":"10.0.0.0/16","days":7}',
        "aws:region": "us-west-2",
      },
      secretKeys: [],
    });
  });

  it("does not decrypt encrypted values at any depth", () => {
    const text = `
config:
  mlops:one: { secure: v1:abc }
  mlops:two: { inner: [{ secure: v1:def }], open: text }
`;
    expect(parseStackFile("Pulumi.dev.yaml", text)).toEqual({
      config: { "mlops:one": "[secret]", "mlops:two": '{"inner":["[secret]"],"open":"text"}' },
      secretKeys: ["mlops:one", "mlops:two"],
    });
  });

  it.each(["", "# nothing\n", "config:\n"])("reads %j as no configuration", (text) => {
    expect(parseStackFile("Pulumi.dev.yaml", text)).toEqual({ config: {}, secretKeys: [] });
  });

  it.each([
    ["config: [", "Pulumi.dev.yaml is not YAML: "],
    ["just text", 'Pulumi.dev.yaml must contain keys, not the string "just text"\n  fix: put settings below config:'],
    [
      "config: [a]",
      "config in Pulumi.dev.yaml must contain keys, not a list\n  fix: put settings below config:, such as mlops:region: us-west-2",
    ],
    [
      "config: { region: us-west-2 }",
      "config in Pulumi.dev.yaml has keys without a namespace: region\n  fix: write mlops:region",
    ],
    [
      "config: {}\nmlops:deletionProtection: true",
      "Pulumi.dev.yaml has unknown keys: mlops:deletionProtection\n  fix: indent settings below config:",
    ],
    [
      "confg: {}",
      "Pulumi.dev.yaml has unknown keys: confg\n  fix: use one of config, encryptedkey, encryptionsalt, environment, secretsprovider",
    ],
    [
      "config: { mlop:region: us-west-2 }",
      "config in Pulumi.dev.yaml has keys whose namespace must be mlops: mlop:region\n  fix: write mlops:region",
    ],
    ["config: &a { mlops:tags: *a }", "Pulumi.dev.yaml has aliases that cannot be resolved: "],
    ["config: { mlops:region: *nobody }", "Pulumi.dev.yaml has aliases that cannot be resolved: "],
  ])("refuses %j", (text, message) => {
    expect(() => parseStackFile("Pulumi.dev.yaml", text)).toThrow(UsageError);
    expect(() => parseStackFile("Pulumi.dev.yaml", text)).toThrow(message);
  });
});

describe("readStackFile", () => {
  it("reads the stacks that have a file", () => {
    expect(stacks(fixtureFolder)).toEqual(["dev", "everything", "prod", "staging"]);
  });

  it("lists the existing stacks if a file is missing", () => {
    expect(() => readStackFile(fixtureFolder, "live")).toThrow(
      'stack "live" does not exist: there is no file Pulumi.live.yaml\n  fix: use one of dev, everything, prod, staging, or create Pulumi.live.yaml: see docs/settings.md',
    );
  });
});
