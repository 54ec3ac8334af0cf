import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runtime } from "@pulumi/pulumi";
import { describe, expect, it, onTestFinished } from "vitest";
import { indexByUrn } from "../../core/graph/graph";
import type { Registration } from "../../core/graph/registration";
import { unknownsIn } from "../../core/graph/tokens";
import { redacted } from "../../core/graph/wire";
import { isJsonObject, type Json } from "../../core/json/json";
import { loadProgram } from "../../plan/recorder/program";
import { recordProgram } from "../../plan/recorder/record";
import { fixtureConfig, fixtureProgram, fixtureStacks } from "../fixtures/fixtures";
import { previewProgram } from "../support/engine";
import { planStack, root } from "../support/plan";

/**
 * Unlike Pulumi, the plan runs the program in its own process, with tokens for unknown values. It is only useful if the
 * program declares the same resources as in a preview.
 */
describe("the plan and a preview of one program", () => {
  it.each(fixtureStacks)("declare the same resources for %s", async (stack) => {
    const plan = await planStack(stack);
    const options = { project: "mlops", stack, root, main: fixtureProgram, ...fixtureConfig(stack) };
    const preview = await previewProgram(options);
    expect(plan.length).toBeGreaterThan(50);
    expect(differences(plan, preview)).toEqual([]);
  });

  it("differ if a program depends on values that only the cloud knows", async () => {
    const { plan, preview } = await both(`
      one.id.apply(() => thing("inside-apply", {}));
      thing("computed", { length: one.id.apply((id) => (id ? 1 : 0)) });
      thing("branching", { size: one.id.apply((id) => (id === "expected" ? "large" : "small")) });
    `);
    expect(differences(plan, preview)).toEqual([
      `${urn("branching")} inputs.size: "small" in the plan, unknown in the preview`,
      `${urn("computed")} inputs.length: 1 in the plan, unknown in the preview`,
      `${urn("inside-apply")}: only in the plan`,
    ]);
  });

  it("agree on values that they represent differently", async () => {
    const { plan, preview } = await both(`
      thing("token", { bare: one.id, text: pulumi.interpolate\`id \${one.id}\`, json: pulumi.jsonStringify({ id: one.id }) });
      thing("structure", { values: one.id.apply((id) => ({ replicas: 2, ids: [id] })) });
      thing("secret", { password: one.password, given: pulumi.secret("known") });
    `);
    expect(plan.map(({ name }) => name)).toEqual(["mlops-test", "one", "secret", "structure", "token"]);
    expect(differences(plan, preview)).toEqual([]);
  });

  it("are compared in full", async () => {
    const { plan, preview } = await both('thing("two", { size: 2, arn: one.id }, { parent: one, protect: true });');
    const changed = preview.map((resource) =>
      resource.name === "two"
        ? { ...resource, parent: undefined, dependsOn: [], inputs: { size: "2", arn: "known" }, source: "index.ts:1" }
        : resource,
    );
    const two = urn("two").replace("test:index:Thing", "test:index:Thing$test:index:Thing");
    expect(differences(plan, changed)).toEqual([
      `${two} dependsOn.0: "${urn("one")}" in the plan, nothing in the preview`,
      `${two} inputs.arn: "[unknown:${urn("one")}#id]" in the plan, "known" in the preview`,
      `${two} inputs.size: 2 in the plan, "2" in the preview`,
      `${two} parent: "${urn("one")}" in the plan, nothing in the preview`,
      `${two} source: "index.ts:9" in the plan, "index.ts:1" in the preview`,
    ]);
  });
});

describe("a preview", () => {
  it("shows what a failing program says", async () => {
    const folder = projectWith('throw new Error("no zone is free");');
    const preview = previewProgram({ project: "mlops", stack: "test", root: folder, config: {}, secretKeys: [] });
    await expect(preview).rejects.toThrow(/the program ended with 32\n(.*\n)*.*no zone is free/);
  });
});

/** Where two records of one program differ, by URN and path in order. */
function differences(plan: readonly Registration[], preview: readonly Registration[]): string[] {
  const planned = indexByUrn(plan);
  const previewed = indexByUrn(preview);
  return [...new Set([...planned.keys(), ...previewed.keys()])].sort().flatMap((key) => {
    const inPlan = planned.get(key);
    const inPreview = previewed.get(key);
    if (!inPlan) return [`${key}: only in the preview`];
    if (!inPreview) return [`${key}: only in the plan`];
    return unequal([], json(inPlan), json(inPreview)).map((difference) => `${key} ${difference}`);
  });
}

/** Everything that a registration says counts. */
function unequal(at: readonly string[], plan: Json | undefined, preview: Json | undefined): string[] {
  if (preview === runtime.unknownValue && plan !== undefined && maybeUnknown(plan)) return [];
  const entries = entriesOf(plan);
  const others = entriesOf(preview);
  if (entries && others && Array.isArray(plan) === Array.isArray(preview)) {
    const keys = [...new Set([...entries.keys(), ...others.keys()])].sort();
    return keys.flatMap((key) => unequal([...at, key], entries.get(key), others.get(key)));
  }
  return plan === preview ? [] : [`${at.join(".")}: ${said(plan)} in the plan, ${said(preview)} in the preview`];
}

/**
 * Whether a value of the plan may be unknown in a preview. If the plan has a token in a text or a structure, the whole
 * value is unknown in a preview, because it does not run the `apply` that computes it. An unknown secret is only
 * unknown in the SDK, while the plan redacts its token.
 */
function maybeUnknown(plan: Json): boolean {
  if (typeof plan === "string") return plan === redacted || unknownsIn(plan).length > 0;
  return [...(entriesOf(plan)?.values() ?? [])].some(maybeUnknown);
}

function entriesOf(value: Json | undefined): ReadonlyMap<string, Json> | undefined {
  return Array.isArray(value) || isJsonObject(value) ? new Map(Object.entries(value)) : undefined;
}

function said(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  return value === runtime.unknownValue ? "unknown" : JSON.stringify(value);
}

function json(registration: Registration): Json {
  return JSON.parse(JSON.stringify(registration));
}

/** Returns both records of a small program, which has a resource `one`, and `thing` to create others. */
async function both(program: string): Promise<{ plan: Registration[]; preview: Registration[] }> {
  const folder = projectWith(program);
  const options = { project: "mlops", stack: "test", root: folder, config: {}, secretKeys: [] };
  const shapes = { "test:index:Thing": {} };
  const plan = await recordProgram({ ...options, shapes, program: () => loadProgram(folder) });
  return { plan, preview: await previewProgram(options) };
}

/** A folder with a project, gone after the test. */
function projectWith(program: string): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "mlops-program-")));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ["core", "node_modules", "package.json", "Pulumi.yaml"]) {
    symlinkSync(path.join(root, name), path.join(folder, name));
  }
  writeFileSync(path.join(folder, "index.ts"), `${prelude}\n${program}`);
  return folder;
}

const prelude = `import * as pulumi from "@pulumi/pulumi";
class Thing extends pulumi.CustomResource {
  declare readonly password: pulumi.Output<string>;
  constructor(name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions = {}) {
    super("test:index:Thing", name, { password: undefined, ...props }, opts);
  }
}
function thing(name: string, props: pulumi.Inputs, opts?: pulumi.CustomResourceOptions): Thing {
  return new Thing(name, props, opts);
}
const one = new Thing("one", {}, { additionalSecretOutputs: ["password"] });`;

function urn(name: string): string {
  return `urn:pulumi:test::mlops::test:index:Thing::${name}`;
}
