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
  other:region: us-west-2
  mlops:nothing:
encryptionsalt: v1:abc
`;
    expect(parseStackFile("Pulumi.dev.yaml", text)).toEqual({
      config: {
        "mlops:accountId": "012345678901",
        "mlops:zones": '["a","b"]',
        "mlops:deletionProtection": "true",
        "mlops:network": '{"cidr":"10.0.0.0/16","days":7}',
        "other:region": "us-west-2",
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
    [
      "config: { aws:region: us-west-2, aws:profile: ml }",
      "config in Pulumi.dev.yaml has keys of providers, which have no effect: the program creates its providers from the settings of mlops: aws:region, aws:profile\n  fix: write mlops:region in place of aws:region",
    ],
    [
      "config: { kubernetes:context: dev }",
      "config in Pulumi.dev.yaml has keys of providers, which have no effect: the program creates its providers from the settings of mlops: kubernetes:context\n  fix: remove them",
    ],
    [
      "config: { mlops:compute: { pools: [{ vcpus: 1e400 }, { vcpus: -.inf }] }, mlops:gpus: .nan }",
      "config in Pulumi.dev.yaml has values that are not finite numbers: mlops:compute.pools[0].vcpus = Infinity, mlops:compute.pools[1].vcpus = -Infinity, mlops:gpus = NaN\n  fix: write a finite number",
    ],
    ["config: &a { mlops:tags: *a }", "Pulumi.dev.yaml has aliases that cannot be resolved: "],
    ["config: { mlops:region: *nobody }", "Pulumi.dev.yaml has aliases that cannot be resolved: "],
  ])("refuses %j", (text, message) => {
    expect(() => parseStackFile("Pulumi.dev.yaml", text)).toThrow(UsageError);
    expect(() => parseStackFile("Pulumi.dev.yaml", text)).toThrow(message);
  });

  it("reports all wrong keys at once", () => {
    const text = "confg: {}\nconfig: { region: us-west-2, mlop:zones: [], aws:profile: ml }";
    expect(messageOf(text).split("\n\n")).toEqual([
      expect.stringMatching(/^Pulumi.dev.yaml has unknown keys: confg\n/),
      expect.stringMatching(/keys without a namespace: region\n/),
      expect.stringMatching(/namespace must be mlops: mlop:zones\n/),
      expect.stringMatching(/have no effect: .*: aws:profile\n/),
    ]);
  });

  it("reports the first error of YAML: the others follow from it", () => {
    expect(messageOf("config:\n  mlops:network:\n\t\tcidr: 10.0.0.0/16\n  mlops:tags: { a: b }\n")).toBe(
      "Pulumi.dev.yaml is not YAML: Tabs are not allowed as indentation at line 3, column 1\n  fix: indent with spaces",
    );
    expect(messageOf("config:\n  mlops:region: us-west-2\n mlops:tags: {}\n  mlops:zones: []\n")).toMatch(
      /^Pulumi.dev.yaml is not YAML: [^;]* at line 3, column 1\n {2}fix: correct the line$/,
    );
  });
});

function messageOf(text: string): string {
  try {
    parseStackFile("Pulumi.dev.yaml", text);
  } catch (error) {
    return error instanceof UsageError ? error.message : String(error);
  }
  return "no error";
}

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
