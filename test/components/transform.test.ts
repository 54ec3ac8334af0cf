import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { Component } from "../../components/component";
import { type Transform, transformed, transformedObject } from "../../components/transform";
import { ArgumentsError } from "../../core/errors/afterProgram";
import { recordComponent } from "../support/record";

describe("transformed", () => {
  const args = { kind: "Small", apiVersion: "v1" };
  const opts = { protect: false };

  it("returns the arguments unchanged without a transform", () => {
    expect(transformed<typeof args>("kubernetes:example.com/v1:Example", undefined, "name", args, opts)).toEqual([
      "name",
      args,
      opts,
    ]);
  });

  it("replaces properties", () => {
    expect(
      transformed<typeof args>("kubernetes:example.com/v1:Example", { kind: "Large" }, "name", args, opts),
    ).toEqual(["name", { kind: "Large", apiVersion: "v1" }, { protect: false }]);
  });

  it("lets a function edit arguments and options, without touching the originals", () => {
    const result = transformed<typeof args>(
      "kubernetes:example.com/v1:Example",
      (edited, editedOptions, name) => {
        edited.kind = name;
        editedOptions.protect = true;
      },
      "blue",
      args,
      opts,
    );
    expect(result).toEqual(["blue", { kind: "blue", apiVersion: "v1" }, { protect: true }]);
    expect([args.kind, opts.protect]).toEqual(["Small", false]);
  });

  it("refuses a function that returns its changes, which would have no effect", () => {
    const returning = (edited: typeof args): undefined => Object({ ...edited, kind: "Large" });
    const type = "kubernetes:example.com/v1:Example";
    expect(() => transformed<typeof args>(type, returning, "labels-server", args, opts)).toThrow(
      "transform of labels-server must return nothing: what it returns has no effect\n  fix: change the arguments in place, as in (args) => { args.tags = {}; }, or write the properties in place of a function",
    );
  });
});

class Network extends Component {
  constructor(vpc: Transform<aws.ec2.VpcArgs>, subnet: Transform<aws.ec2.SubnetArgs> = {}) {
    super("mlops:index:Network", "net", {});
    const network = new aws.ec2.Vpc(
      ...transformed("aws:ec2/vpc:Vpc", vpc, "net", { cidrBlock: "10.0.0.0/16" }, { parent: this }),
    );
    for (const zone of ["a", "b", "c"]) {
      new aws.ec2.Subnet(
        ...transformed("aws:ec2/subnet:Subnet", subnet, `net-${zone}`, { vpcId: network.id }, { parent: this }),
      );
    }
    this.registerOutputs({ vpcId: network.id });
  }
}

class Server extends Component {
  constructor(deployment: Transform<k8s.apps.v1.DeploymentArgs>) {
    super("mlops:index:Server", "server", {});
    const args = { metadata: { name: "server" }, spec: { selector: {}, template: { spec: { containers: [] } } } };
    new k8s.apps.v1.Deployment(
      ...transformed<k8s.apps.v1.DeploymentArgs>("kubernetes:apps/v1:Deployment", deployment, "server", args, {
        parent: this,
      }),
    );
    this.registerOutputs({ serverName: "server" });
  }
}

class Kind extends Component {
  constructor(object: Transform<k8s.apiextensions.CustomResourceArgs>) {
    super("mlops:index:Kind", "kind", {});
    const args = { apiVersion: "karpenter.sh/v1", kind: "NodePool", spec: { anything: true } };
    new k8s.apiextensions.CustomResource(...transformedObject(object, "kind", args, { parent: this }));
    this.registerOutputs({ kindName: "kind" });
  }
}

/** A property that the type checker would refuse in TypeScript, and lets pass through a variable. */
const misspelt: object = { enableDnsHostname: true, tags: { anything: "goes" } };

async function problemOf(create: () => Component): Promise<string> {
  try {
    await recordComponent(create);
  } catch (error) {
    if (error instanceof ArgumentsError) return error.message;
    throw error;
  }
  return "";
}

describe("a transformed resource", () => {
  it("must have properties of its type only", async () => {
    expect(await problemOf(() => new Network(misspelt))).toBe(
      "The transform of net (aws:ec2/vpc:Vpc) has 1 problem:\n\n" +
        "  enableDnsHostname\n    is not a property of the resource\n    fix: did you mean enableDnsHostnames?",
    );
  });

  it("is reported with all others that have the same problem", async () => {
    const wrong: object = { zone: "a" };
    expect(await problemOf(() => new Network({}, wrong))).toBe(
      "The transform of net-a and 2 more (aws:ec2/subnet:Subnet) has 1 problem:\n\n" +
        "  zone\n    is not a property of the resource\n    fix: remove it, or use a property of the resource type",
    );
  });

  it("is checked in objects and lists", async () => {
    const problem = await problemOf(
      () =>
        new Server((args) => {
          const pod = Object(args.spec).template.spec;
          Object.assign(pod, { dnsPolcy: "Default", containers: [{ name: "main" }, { nam: "logs" }] });
        }),
    );
    expect(problem).toContain("spec.template.spec.dnsPolcy\n");
    expect(problem).toContain("did you mean spec.template.spec.dnsPolicy?");
    expect(problem).toContain("spec.template.spec.containers[1].nam\n");
    expect(problem).toContain("did you mean spec.template.spec.containers[1].name?");
  });

  it("may have any property in a map, in an output and in the spec of a custom kind", async () => {
    const labels: object = { metadata: { labels: { anything: "goes" } }, spec: pulumi.output({ anything: "goes" }) };
    expect(await problemOf(() => new Server(labels))).toBe("");
    expect(await problemOf(() => new Kind({ spec: { anything: "goes" } }))).toBe("");
  });

  it("must have the fields of every object if it is of a custom kind", async () => {
    expect(await problemOf(() => new Kind({ spce: {} }))).toContain("did you mean spec?");
  });

  it("is not reported if a property is undefined", async () => {
    const nothing: object = { enableDnsHostname: undefined };
    expect(await problemOf(() => new Network(nothing))).toBe("");
  });
});
