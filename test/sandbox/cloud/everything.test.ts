import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OutputShape, outputShapes } from "../../../core/graph/outputShapes";
import { isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import { isTaggable } from "../../../sandbox/cloud/diffing";
import { typeTable } from "../../../sandbox/cloud/types/table";
import type { CloudUnderTest } from "./harness";
import { type CreatedPlatform, createPlatform, filled } from "./platform";

describe("the whole platform, with every optional part", () => {
  let cloud: CloudUnderTest;
  let configured: JsonObject;
  let created: CreatedPlatform["created"];

  beforeAll(async () => {
    ({ cloud, configured, created } = await createPlatform());
  });

  afterAll(() => cloud.stop());

  it("simulates every type in use", () => {
    const known = Object.keys(outputShapes).filter((type) => type.startsWith("aws:"));
    expect(known.filter((type) => typeTable[type] === undefined)).toEqual([]);
    expect([...new Set([...created.values()].map(({ registration }) => registration.type))].sort()).toEqual(
      Object.keys(outputShapes).sort(),
    );
  });

  it("returns all outputs that the provider's types declare", () => {
    const missing = [...created.values()].flatMap(({ registration, outputs }) => {
      const shape = outputShapes[registration.type];
      return shape === undefined ? [] : gaps(shape, outputs).map((path) => `${registration.type} ${path}`);
    });
    expect([...new Set(missing)]).toEqual([]);
  });

  it("creates the minimum number of nodes of each group", () => {
    const sizes = cloud.effects.groups.map(({ size }) => size);
    // System nodes, the pool of fabrics, and one group of the shared pool in each of three zones.
    expect(cloud.effects.happened).toHaveLength(5);
    expect(Math.max(...sizes)).toBe(3);
  });

  it("finds no difference afterwards, nor after a refresh", async () => {
    for (const { registration, id, inputs, outputs } of created.values()) {
      const { type, name } = registration;
      const again = await cloud.engine.check(type, name, filled(registration.inputs, created), inputs);
      const fresh = await cloud.engine.read(type, name, id, outputs, inputs);
      expect({ name, ...fresh }).toEqual({ name, id, inputs, outputs });
      expect({ name, ...(await cloud.engine.diff(type, id, fresh.outputs, fresh.inputs, again)) }).toEqual({
        name,
        changes: false,
        replaces: [],
        deleteBeforeReplace: false,
        paths: [],
      });
    }
  });

  it("previews each resource with the same outputs missing", async () => {
    for (const { registration, inputs, outputs } of created.values()) {
      const preview = await cloud.engine.create(registration.type, registration.name, inputs, true);
      const extra = Object.keys(preview.outputs).filter((key) => outputs[key] === undefined);
      expect({ type: registration.type, id: preview.id, extra }).toEqual({
        type: registration.type,
        id: "",
        extra: [],
      });
    }
  });

  it("updates only taggable resources, in place, when a default tag changes", async () => {
    const provider = {
      ...configured,
      defaultTags: JSON.stringify({ tags: { platform: "mlops-everything", owner: "new" } }),
    };
    await cloud.engine.configure(provider);
    const kinds = new Map<string, string>();
    for (const { registration, id, inputs, outputs } of created.values()) {
      const diff = await cloud.engine.diff(registration.type, id, outputs, inputs, inputs);
      kinds.set(registration.type, diff.paths.join(" "));
      expect(diff.replaces).toEqual([]);
    }
    await cloud.engine.configure(configured);
    const changed = [...kinds].filter(([, paths]) => paths !== "");
    expect(new Set(changed.map(([, paths]) => paths))).toEqual(new Set(["tagsAll"]));
    expect(changed.map(([type]) => type).sort()).toEqual(Object.keys(outputShapes).filter(isTaggable).sort());
  });

  it("deletes everything in reverse order, except what is kept by design", async () => {
    for (const { registration, id } of [...created.values()].reverse()) {
      const { type, name, options } = registration;
      if (options.retainOnDelete) continue;
      if (type === "aws:eks/cluster:Cluster" || type === "aws:rds/instance:Instance") {
        await cloud.control.patchResource({ type, id }, { deletionProtection: false });
      }
      await cloud.engine.delete(type, name, id);
    }
    const rest = await cloud.control.resources();
    const retained = [...created.values()]
      .filter(({ registration }) => registration.options.retainOnDelete)
      .map(({ registration }) => registration.name);
    expect(rest.map((one) => one.urn.split("::").at(-1)).sort()).toEqual(retained.sort());
    const kinds = (await cloud.control.leftovers()).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(["elasticache snapshot", "kms key", "kms key", "kms key", "kms key", "rds snapshot"]);
  });
});

/** Returns the paths of a shape that are missing in a value. */
function gaps(shape: OutputShape, value: Json | undefined, path = ""): string[] {
  if (value === undefined || value === null) return [path];
  if (shape === "token") return [];
  if (isList(shape)) {
    if (!Array.isArray(value)) return [`${path} is not a list`];
    return value.flatMap((one) => gaps(shape[0], one, `${path}[]`));
  }
  if (!isJsonObject(value)) return [`${path} is not an object`];
  return Object.entries(shape).flatMap(([key, inner]) => gaps(inner, value[key], path === "" ? key : `${path}.${key}`));
}

function isList(shape: OutputShape): shape is readonly [OutputShape] {
  return Array.isArray(shape);
}
