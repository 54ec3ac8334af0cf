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
  aws:region: eu-west-1
  mlops:nothing:
encryptionsalt: v1:abc
`;
    expect(parseStackFile("Pulumi.dev.yaml", text)).toEqual({
      config: {
        "mlops:accountId": "012345678901",
        "mlops:zones": '["a","b"]',
        "mlops:deletionProtection": "true",
        "mlops:network": '{"cidr":"10.0.0.0/16","days":7}',
        "aws:region": "eu-west-1",
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
    ["just text", 'Pulumi.dev.yaml holds the string "just text", not keys\n  fix: put settings below config:'],
    ["config: [a]", "config in Pulumi.dev.yaml is a list, not keys\n  fix: put settings below config:"],
    [
      "config: { region: eu-west-1 }",
      "config in Pulumi.dev.yaml has keys without a namespace: region\n  fix: write mlops:region",
    ],
    [
      "config: {}\nmlops:deletionProtection: true",
      "Pulumi.dev.yaml has keys that mean nothing there: mlops:deletionProtection\n  fix: indent settings below config:",
    ],
    [
      "confg: {}",
      "Pulumi.dev.yaml has keys that mean nothing there: confg\n  fix: use one of config, encryptedkey, encryptionsalt, environment, secretsprovider",
    ],
    [
      "config: { mlop:region: eu-west-1 }",
      "config in Pulumi.dev.yaml has keys of another namespace than mlops: mlop:region\n  fix: write mlops:region",
    ],
    ["config: &a { mlops:tags: *a }", "Pulumi.dev.yaml has aliases that cannot be followed: "],
    ["config: { mlops:region: *nobody }", "Pulumi.dev.yaml has aliases that cannot be followed: "],
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
      'there is no Pulumi.live.yaml, hence no stack "live"\n  fix: use one of dev, everything, prod, staging, or write Pulumi.live.yaml: see docs/settings.md',
    );
  });
});
