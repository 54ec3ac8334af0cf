import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { Registration } from "../../../core/graph/registration";
import { recordProgram } from "../../../plan/recorder/record";
import { root } from "../../support/plan";
import { only } from "../../support/record";

function record(program: () => object | Promise<object>, config: Record<string, string> = {}): Promise<Registration[]> {
  const options = { project: "mlops", stack: "test", root, config, secretKeys: [] };
  return recordProgram({ ...options, program: async () => program() });
}

describe("recordProgram", () => {
  it("writes down options, dependencies and outputs", async () => {
    const resources = await record(() => {
      const vpc = new aws.ec2.Vpc("vpc", {});
      const subnet = new aws.ec2.Subnet(
        "subnet",
        { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" },
        {
          protect: true,
          retainOnDelete: true,
          ignoreChanges: ["tags"],
          replaceOnChanges: ["cidrBlock"],
          aliases: [{ name: "old" }],
          deletedWith: vpc,
          customTimeouts: { create: "5m", delete: "10m" },
        },
      );
      return { subnetArn: subnet.arn };
    });
    const vpc = "urn:pulumi:test::mlops::aws:ec2/vpc:Vpc::vpc";
    const subnet = "urn:pulumi:test::mlops::aws:ec2/subnet:Subnet::subnet";
    expect(only(resources, "aws:ec2/subnet:Subnet")).toMatchObject({
      urn: subnet,
      parent: "urn:pulumi:test::mlops::pulumi:pulumi:Stack::mlops-test",
      custom: true,
      dependsOn: [vpc],
      propertyDependencies: { vpcId: [vpc] },
      inputs: { vpcId: `[unknown:${vpc}#id]`, cidrBlock: "10.0.0.0/24" },
      options: {
        protect: true,
        retainOnDelete: true,
        ignoreChanges: ["tags"],
        replaceOnChanges: ["cidrBlock"],
        aliases: ["urn:pulumi:test::mlops::aws:ec2/subnet:Subnet::old"],
        deletedWith: vpc,
        customTimeouts: { create: "5m", delete: "10m" },
      },
    });
    expect(only(resources, "pulumi:pulumi:Stack").outputs).toEqual({ subnetArn: `[unknown:${subnet}#arn]` });
  });

  it("keeps documents with unknown parts parseable", async () => {
    const resources = await record(() => {
      const vpc = new aws.ec2.Vpc("vpc", {});
      const policy = pulumi.jsonStringify({ Resource: pulumi.interpolate`${vpc.arn}/*` });
      new aws.ec2.VpcEndpoint("endpoint", { vpcId: vpc.id, serviceName: "s3", policy });
      return {};
    });
    const { inputs } = only(resources, "aws:ec2/vpcEndpoint:VpcEndpoint");
    const vpc = "urn:pulumi:test::mlops::aws:ec2/vpc:Vpc::vpc";
    expect(JSON.parse(String(inputs.policy))).toEqual({ Resource: `[unknown:${vpc}#arn]/*` });
  });

  it("redacts secrets, and values derived from them", async () => {
    const resources = await record(() => {
      const password = pulumi.secret("hunter2");
      new aws.ec2.Vpc("vpc", {
        tags: { password, derived: pulumi.interpolate`user:${password}`, json: pulumi.jsonStringify({ password }) },
      });
      return { password };
    });
    expect(JSON.stringify(resources)).not.toContain("hunter2");
    expect(only(resources, "aws:ec2/vpc:Vpc").inputs.tags).toEqual({
      password: "[secret]",
      derived: "[secret]",
      json: "[secret]",
    });
    expect(only(resources, "pulumi:pulumi:Stack").outputs).toEqual({ password: "[secret]" });
  });

  it("gives the program its configuration", async () => {
    const resources = await record(() => ({ region: new pulumi.Config("mlops").require("region") }), {
      "mlops:region": "us-west-2",
    });
    expect(only(resources, "pulumi:pulumi:Stack").outputs).toEqual({ region: "us-west-2" });
  });
});

/** One failing program per file: after an error the SDK waits forever, see `recordProgram`. */
describe("a program is refused that", () => {
  it("has a type with unknown outputs", async () => {
    const program = () => ({ arn: new aws.chime.VoiceConnector("connector", { requireEncryption: true }).arn });
    await expect(record(program)).rejects.toThrow(
      'core/graph/outputShapes.generated.json has no entry for aws:chime/voiceConnector:VoiceConnector: run "npm run generate" and commit its change',
    );
  });

  it("throws", async () => {
    const program = () => {
      throw new Error("out of flour");
    };
    await expect(record(program)).rejects.toThrow("out of flour");
  });

  it("throws inside apply", async () => {
    const program = () => ({
      name: new aws.ec2.Vpc("vpc", {}).id.apply(() => {
        throw new Error("out of butter");
      }),
    });
    await expect(record(program)).rejects.toThrow("out of butter");
  });

  it("calls a function of the cloud", async () => {
    const program = async () => ({ region: (await aws.getRegion()).name });
    await expect(record(program)).rejects.toThrow(
      "the program calls aws:index/getRegion:getRegion: take the value from the settings",
    );
  });

  it("reads what exists", async () => {
    const program = () => ({ vpc: aws.ec2.Vpc.get("vpc", "vpc-1").arn });
    await expect(record(program)).rejects.toThrow(
      'the program reads aws:ec2/vpc:Vpc "vpc": take the value from the settings',
    );
  });
});
