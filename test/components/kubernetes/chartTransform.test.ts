import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { type ChartTransform, chartTransformation } from "../../../components/kubernetes/chartTransform";
import { waitsFor } from "../../support/graph";
import { only, recordComponent } from "../../support/record";

const releaseType = "kubernetes:helm.sh/v3:Release";

/** A component with the release of one chart, below what changes it. */
class Kitchen extends pulumi.ComponentResource {
  constructor(change: ChartTransform, values: pulumi.Input<Record<string, unknown>>) {
    super("test:index:Kitchen", "kitchen", {}, { transformations: [chartTransformation({ oven: change })] });
    new k8s.core.v1.ConfigMap("kitchen-first", {}, { parent: this });
    new k8s.helm.v3.Release("kitchen-oven", { name: "oven", chart: "oven", timeout: 900, values }, { parent: this });
  }
}

const values = { image: { repository: "oven", tag: "1" }, trays: ["a", "b"], fan: { speed: 3 } };

async function changed(change: ChartTransform, before: pulumi.Input<Record<string, unknown>> = values) {
  const resources = await recordComponent(() => new Kitchen(change, before));
  return { resources, release: only(resources, releaseType) };
}

describe("chartTransformation", () => {
  it("merges values as Helm does: keys of objects are merged, lists are replaced, null deletes a key", async () => {
    const { release } = await changed({
      values: { image: { tag: "2" }, trays: ["c"], fan: null, light: { on: true } },
    });
    expect(release.inputs.values).toEqual({
      image: { repository: "oven", tag: "2" },
      trays: ["c"],
      light: { on: true },
    });
    expect(values).toEqual({ image: { repository: "oven", tag: "1" }, trays: ["a", "b"], fan: { speed: 3 } });
  });

  it("lets a function edit a copy of the values", async () => {
    const { release } = await changed({
      values: (edited) => {
        edited.trays = [];
        Object.assign(Object(edited.fan), { speed: 5 });
      },
    });
    expect(release.inputs.values).toEqual({ image: { repository: "oven", tag: "1" }, trays: [], fan: { speed: 5 } });
    expect(values.fan).toEqual({ speed: 3 });
  });

  it("changes values that are an output, and keeps outputs inside of values", async () => {
    const whole = await changed({ values: { fan: { speed: 5 } } }, pulumi.output({ fan: { speed: 3, noise: 1 } }));
    expect(whole.release.inputs.values).toEqual({ fan: { speed: 5, noise: 1 } });
    const inner = await changed({ values: { light: true } }, { region: pulumi.output("us-west-2") });
    expect(inner.release.inputs.values).toEqual({ region: "us-west-2", light: true });
  });

  it("changes the release's properties and options", async () => {
    const { release } = await changed({ release: { timeout: 1200 } });
    expect(release.inputs).toMatchObject({ name: "oven", timeout: 1200, values });
    const edited = await changed({
      release: (args, opts, name) => {
        args.description = name;
        opts.protect = true;
        opts.dependsOn = new k8s.core.v1.ConfigMap("other", {});
      },
    });
    expect(edited.release.inputs.description).toBe("kitchen-oven");
    expect(edited.release.options.protect).toBe(true);
    const other = only(edited.resources, "kubernetes:core/v1:ConfigMap", "other");
    expect(waitsFor(edited.resources, edited.release, other)).toBe(true);
  });

  it("changes no other chart and no other resource", async () => {
    const resources = await recordComponent(() => new Kitchen({}, values));
    const bare = await recordComponent(() => {
      const component = new pulumi.ComponentResource("test:index:Kitchen", "kitchen");
      new k8s.core.v1.ConfigMap("kitchen-first", {}, { parent: component });
      const release = { name: "oven", chart: "oven", timeout: 900, values };
      new k8s.helm.v3.Release("kitchen-oven", release, { parent: component });
      return component;
    });
    expect(resources.map(({ inputs }) => inputs)).toEqual(bare.map(({ inputs }) => inputs));
  });
});
