import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { Component } from "../../components/component";
import { only, recordComponent, typesAndNames } from "../support/record";

class Vpcs extends Component {
  constructor(name: string, children: string[], opts?: pulumi.ComponentResourceOptions) {
    super("mlops:test:Vpcs", name, opts);
    for (const child of children) new aws.ec2.Vpc(child, {}, { parent: this });
    this.registerOutputs({});
  }
}

describe("Component", () => {
  it("takes children whose names begin with its own", async () => {
    const resources = await recordComponent(() => new Vpcs("one", ["one", "one-two"]));
    expect(typesAndNames(resources)).toEqual(["aws:ec2/vpc:Vpc one", "aws:ec2/vpc:Vpc one-two", "mlops:test:Vpcs one"]);
  });

  it.each(["two", "one2", "on"])("refuses a child called %s", async (child) => {
    await expect(recordComponent(() => new Vpcs("one", [child]))).rejects.toThrow(
      `aws:ec2/vpc:Vpc "${child}" is a child of mlops:test:Vpcs "one": name it "one-${child}" or pass another parent`,
    );
  });

  it("makes every descendant wait for what the component waits for", async () => {
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
