import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { Component } from "../../components/component";
import { only, recordComponent, typesAndNames } from "../support/record";

class Vpcs extends Component {
  constructor(name: string, children: string[], opts?: pulumi.ComponentResourceOptions) {
    super("mlops:index:Vpcs", name, opts);
    for (const child of children) new aws.ec2.Vpc(child, {}, { parent: this });
    this.registerOutputs({});
  }
}

class Holder extends Component {
  constructor(name: string, create: (parent: Holder) => void) {
    super("mlops:index:Holder", name);
    create(this);
    this.registerOutputs({});
  }
}

/** The tags that a VPC called "one" ends up with. */
async function tagsOf(tags: aws.ec2.VpcArgs["tags"]): Promise<unknown> {
  const resources = await recordComponent(
    () => new Holder("one", (parent) => new aws.ec2.Vpc("one", { tags }, { parent })),
  );
  return only(resources, "aws:ec2/vpc:Vpc").inputs.tags;
}

describe("Component", () => {
  it("accepts children whose names start with its own", async () => {
    const resources = await recordComponent(() => new Vpcs("one", ["one", "one-two"]));
    expect(typesAndNames(resources)).toEqual([
      "aws:ec2/vpc:Vpc one",
      "aws:ec2/vpc:Vpc one-two",
      "mlops:index:Vpcs one",
    ]);
  });

  it.each(["two", "one2", "on"])("refuses a child called %s", async (child) => {
    await expect(recordComponent(() => new Vpcs("one", [child]))).rejects.toThrow(
      `aws:ec2/vpc:Vpc "${child}" is a child of mlops:index:Vpcs "one": name it "one-${child}" or pass another parent`,
    );
  });

  it("applies its dependencies to all descendants", async () => {
    const resources = await recordComponent(() => {
      const first = new aws.ec2.Vpc("first", {});
      return new Vpcs("one", ["one", "one-two"], { dependsOn: [first] });
    });
    const first = only(resources, "aws:ec2/vpc:Vpc", "first").urn;
    for (const name of ["one", "one-two"]) {
      expect(only(resources, "aws:ec2/vpc:Vpc", name).dependsOn).toEqual([first]);
    }
  });
});

describe("the tag Name", () => {
  it("is the logical name of all descendants with tags", async () => {
    const resources = await recordComponent(
      () =>
        new Holder("one", (parent) => {
          new aws.ec2.Eip("one-address", {}, { parent });
          new Vpcs("one-two", ["one-two", "one-two-three"], { parent });
        }),
    );
    const taggable = resources.filter(({ custom }) => custom);
    expect(taggable.map(({ name, inputs }) => [name, inputs])).toEqual([
      ["one-address", { tags: { Name: "one-address" } }],
      ["one-two", { tags: { Name: "one-two" } }],
      ["one-two-three", { tags: { Name: "one-two-three" } }],
    ]);
  });

  it("is not set on resources without tags", async () => {
    const attachment = { role: "role", policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy" };
    const group = { autoscalingGroupName: "group", tag: { key: "key", value: "value", propagateAtLaunch: false } };
    const resources = await recordComponent(
      () =>
        new Holder("one", (parent) => {
          new aws.iam.RolePolicyAttachment("one-attachment", attachment, { parent });
          new aws.autoscaling.Tag("one-tag", group, { parent });
          new k8s.storage.v1.StorageClass("one-class", { provisioner: "ebs.csi.aws.com" }, { parent });
        }),
    );
    expect(only(resources, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs).toEqual(attachment);
    expect(only(resources, "aws:autoscaling/tag:Tag").inputs).toEqual(group);
    const storageClass = only(resources, "kubernetes:storage.k8s.io/v1:StorageClass");
    expect(Object.keys(storageClass.inputs).sort()).toEqual(["apiVersion", "kind", "provisioner"]);
  });

  it("is added to other tags, also to unknown ones", async () => {
    expect(await tagsOf({ team: "red" })).toEqual({ Name: "one", team: "red" });
    expect(await tagsOf(pulumi.output(Promise.resolve({ team: "red" })))).toEqual({ Name: "one", team: "red" });
  });

  it("does not replace an explicit Name", async () => {
    expect(await tagsOf({ Name: "bucket", team: "red" })).toEqual({ Name: "bucket", team: "red" });
    expect(await tagsOf(pulumi.output(Promise.resolve({ Name: "bucket" })))).toEqual({ Name: "bucket" });
  });

  it("keeps the dependencies of other tags", async () => {
    const resources = await recordComponent(
      () =>
        new Holder("one", (parent) => {
          const { id } = new aws.ec2.Eip("one-address", {}, { parent });
          new aws.ec2.Vpc("one", { tags: { address: id } }, { parent });
        }),
    );
    const address = only(resources, "aws:ec2/eip:Eip").urn;
    const { inputs, propertyDependencies } = only(resources, "aws:ec2/vpc:Vpc");
    expect(inputs.tags).toEqual({ Name: "one", address: `[unknown:${address}#id]` });
    expect(propertyDependencies.tags).toEqual([address]);
  });
});
