import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { describe, expect, it } from "vitest";
import { Component } from "../../components/component";
import { only, recordComponent } from "../support/record";

class Layer extends Component {
  readonly inner: random.RandomPassword;

  constructor(name: string, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Layer", name, opts);
    const first = new random.RandomPassword(`${name}-first`, { length: 16 }, { parent: this });
    this.inner = new random.RandomPassword(`${name}-second`, { length: 16 }, { parent: this, dependsOn: [first] });
    this.registerOutputs({});
  }
}

class Stack extends Component {
  constructor(name: string) {
    super("mlops:index:Stack", name);
    const one = new Layer(`${name}-one`, { parent: this });
    const two = new Layer(`${name}-two`, { parent: this, dependsOn: [one] });
    new random.RandomPassword(`${name}-last`, { length: 16 }, { parent: this, dependsOn: [one, one.inner, two] });
    this.registerOutputs({});
  }
}

describe("dependencies", () => {
  it("omit resources on which others depend already, and keep the rest", async () => {
    const resources = await recordComponent(() => new Stack("s"));
    const named = (name: string) =>
      only(resources, "random:index/randomPassword:RandomPassword", name).dependsOn.map((urn) =>
        urn.split("::").at(-1),
      );
    expect(named("s-one-first")).toEqual([]);
    expect(named("s-two-first")).toEqual(["s-one-first", "s-one-second"]);
    // The first waits for the component before.
    expect(named("s-two-second")).toEqual(["s-two-first"]);
    expect(named("s-last")).toEqual(["s-two-first", "s-two-second"]);
  });
});
