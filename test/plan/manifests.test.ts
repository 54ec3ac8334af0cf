import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { UsageError } from "../../core/errors/usageError";
import { UserError } from "../../core/errors/userError";
import type { Registration } from "../../core/graph/registration";
import { manifestFiles, writeManifests } from "../../plan/manifests";
import { recordProgram } from "../../plan/recorder/record";
import { root } from "../support/plan";

function objects(): Promise<Registration[]> {
  return recordProgram({
    project: "mlops",
    stack: "test",
    root,
    config: {},
    secretKeys: [],
    program: async () => {
      const metadata = { namespace: "kitchen" };
      new k8s.core.v1.ConfigMap("recipes", { metadata, data: { bread: "flour, water" } });
      new k8s.core.v1.Secret("sauce", { metadata: { ...metadata, name: "sauce" }, data: { key: "aHVudGVyMg==" } });
      new k8s.core.v1.Secret("oil", { metadata, stringData: { key: pulumi.secret("hunter2") } });
      new k8s.helm.v3.Release("oven", {
        name: "oven",
        chart: "oven",
        version: "1.2.3",
        namespace: "kitchen",
        values: { degrees: 220 },
      });
      new k8s.apiextensions.CustomResource("menu", {
        apiVersion: "argoproj.io/v1alpha1",
        kind: "Application",
        metadata: { name: "menu", namespace: "argocd" },
        spec: { project: "default" },
      });
      return {};
    },
  });
}

describe("manifestFiles", () => {
  it("has a file for each object, and charts with their values apart", async () => {
    expect((await manifestFiles(await objects())).map(({ file }) => file).sort()).toEqual([
      "applications/menu.yaml",
      "objects/kitchen/configmap-recipes.yaml",
      "objects/kitchen/secret-oil.yaml",
      "objects/kitchen/secret-sauce.yaml",
      "releases/oven/release.yaml",
      "releases/oven/values.yaml",
    ]);
  });

  it("writes what kubectl can apply, secrets as redacted text", async () => {
    const files = new Map(manifestFiles(await objects()).map(({ file, content }) => [file, parse(content)]));
    expect(files.get("objects/kitchen/configmap-recipes.yaml")).toEqual({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "recipes", namespace: "kitchen" },
      data: { bread: "flour, water" },
    });
    expect(files.get("objects/kitchen/secret-sauce.yaml")).toEqual({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "sauce", namespace: "kitchen" },
      stringData: { key: "[secret]" },
    });
    expect(files.get("releases/oven/values.yaml")).toEqual({ degrees: 220 });
    expect(files.get("releases/oven/release.yaml")).toMatchObject({ chart: "oven", version: "1.2.3" });
    expect([...files.values()].map((file) => JSON.stringify(file)).join()).not.toMatch(/hunter2|aHVudGVyMg/);
  });

  it("rejects two objects that have one file, and names both", async () => {
    const resources = await recordProgram({
      project: "mlops",
      stack: "test",
      root,
      config: {},
      secretKeys: [],
      program: async () => {
        const metadata = { namespace: "kitchen", name: "recipes" };
        new k8s.core.v1.ConfigMap("first", { metadata });
        new k8s.core.v1.ConfigMap("second", { metadata });
        return {};
      },
    });
    expect(() => manifestFiles(resources)).toThrow(
      new UserError(
        "two objects must not have the same kind, namespace and name: urn:pulumi:test::mlops::kubernetes:core/v1:ConfigMap::first and urn:pulumi:test::mlops::kubernetes:core/v1:ConfigMap::second are both objects/kitchen/configmap-recipes.yaml\n  fix: give one of them another name",
      ),
    );
  });
});

describe("writeManifests", () => {
  let directory = "";

  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), "manifests-"));
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it("deletes the files of an earlier plan, and nothing else", async () => {
    const resources = await objects();
    writeManifests(directory, resources);
    writeFileSync(path.join(directory, "mine.txt"), "mine");
    writeManifests(
      directory,
      resources.filter(({ name }) => name === "recipes"),
    );
    expect(readdirSync(path.join(directory, "objects/kitchen"))).toEqual(["configmap-recipes.yaml"]);
    expect(existsSync(path.join(directory, "releases/oven/values.yaml"))).toBe(false);
    expect(readFileSync(path.join(directory, "mine.txt"), "utf8")).toBe("mine");
  });

  it("rejects a file instead of a folder", () => {
    const file = path.join(directory, "file");
    writeFileSync(file, "mine");
    expect(() => writeManifests(file, [])).toThrow(UsageError);
    expect(() => writeManifests(path.join(file, "below"), [])).toThrow(/cannot be written: .*\n {2}fix: /);
  });

  it("deletes nothing outside its folder, even if its list contains other paths", async () => {
    const mine = path.join(directory, "mine.txt");
    const inner = path.join(directory, "inner");
    writeFileSync(mine, "mine");
    writeManifests(inner, []);
    writeFileSync(path.join(inner, ".mlops-plan"), "../mine.txt\n");
    writeManifests(inner, []);
    expect(readFileSync(mine, "utf8")).toBe("mine");
  });

  it("rejects a folder with other files", () => {
    writeFileSync(path.join(directory, "mine.txt"), "mine");
    expect(() => writeManifests(directory, [])).toThrow(UsageError);
    expect(() => writeManifests(directory, [])).toThrow("fix: name an empty folder or a new one");
  });
});
