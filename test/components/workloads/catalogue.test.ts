import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { workloadKinds } from "../../../components/workloads/catalogue";
import { defaultAt, fieldRows } from "../../../core/schema/table";
import { schemaAt, unwrap } from "../../../core/schema/walk";
import { workloadsPage } from "../../../generate/workloads";
import { issuesOf } from "../../support/issues";
import { root } from "../../support/plan";

const folder = path.join(root, "components/workloads");

/** Folders with arguments of their own: kinds of workloads. */
const kindFolders = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "arguments.ts")));

const className = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}`;

/** Creates a workload of a kind with unchecked arguments. */
async function made(name: string, args: unknown): Promise<string[]> {
  const file = `${name[0]?.toLowerCase()}${name.slice(1)}`;
  const module: unknown = await import(path.join(folder, file, `${file}.ts`));
  const kindClass: unknown = Reflect.get(Object(module), name);
  if (typeof kindClass !== "function") throw new Error(`${file}.ts exports no ${name}`);
  return issuesOf(() => {
    const component: unknown = Reflect.construct(kindClass, ["one", args]);
    if (pulumi.ComponentResource.isInstance(component)) return component;
    throw new Error(`${name} is no component`);
  });
}

describe("the catalogue of workloads", () => {
  it("contains exactly the folders with a kind", () => {
    expect(kindFolders.map(className).sort()).toEqual(workloadKinds.map(({ name }) => name).sort());
  });
});

describe.each(workloadKinds)("$name", ({ name, page }) => {
  it("reports unknown and missing arguments without throwing", async () => {
    const issues = await made(name, { worksapce: 1, unheardOf: 2 });
    expect(issues).toContainEqual('workspace: is missing; add it: workspace: platform.workspace("vision")');
    expect(issues).toContainEqual("worksapce: is not an argument; did you mean workspace?");
    expect(issues.filter((issue) => issue.startsWith("unheardOf: is not an argument"))).toHaveLength(1);
  });

  it.each([undefined, null, "text", 5, [], () => 1])("refuses %j in place of arguments", async (args) => {
    expect((await made(name, args)).length).toBeGreaterThan(0);
  });

  it("rejects a workspace that is not a team's workspace", async () => {
    expect(await made(name, { workspace: "vision" })).toContainEqual(
      'workspace: must be a team\'s workspace; write workspace: platform.workspace("vision")',
    );
  });

  it("has a section with its arguments and a page", () => {
    expect(workloadsPage()).toContain(`\n## ${name}\n`);
    expect(readFileSync(path.join(root, "docs/workloads", page), "utf8")).toMatch(new RegExp(`^# ${name}\n`));
  });
});

/** Words that a numeric argument's description must contain one of: its unit, or the things that it counts. */
const unitWords = /\b(seconds|minutes|hours|days|GiB|vCPUs|percent|[Nn]umber of|User ID|(Minimum|Maximum) number)\b/;

describe.each(workloadKinds)("arguments of $name", ({ schema }) => {
  it("all have a description, and numbers name their unit", () => {
    let numbers = 0;
    for (const { path: argument, description, keys } of fieldRows(schema)) {
      expect(description, argument).toMatch(/^[A-Z`].*\.$/);
      const field = unwrap(schemaAt(schema, keys) ?? z.never());
      if (!(field instanceof z.ZodNumber)) continue;
      numbers += 1;
      expect(description, argument).toMatch(unitWords);
    }
    expect(numbers).toBeGreaterThan(4);
  });

  it("have a default in the documentation, or must be set", () => {
    for (const { keys, defaultNote } of fieldRows(schema)) {
      const optional = schemaAt(schema, keys)?._zod.optin === "optional";
      if (optional) expect(defaultNote ?? defaultAt(schema, keys), keys.join(".")).toBeDefined();
    }
  });
});
