import { beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../../../core/graph/registration";
import { isJsonObject, type Json, type JsonObject } from "../../../../core/json/json";
import { mappings } from "../../../../generate/models/names";
import { checkInputs } from "../../../../sandbox/cloud/checking";
import { modelledTypes, modelOf } from "../../../../sandbox/cloud/models/models";
import { violations } from "../../../../sandbox/cloud/models/violations";
import { simulatedType } from "../../../../sandbox/cloud/types/table";
import { fixtureStacks, recordFixture } from "../../../fixtures/fixtures";
import { longestNames } from "../../../fixtures/longestNames";
import { changedConfig, planStack } from "../../../support/plan";

/** Returns the violations of a plan's resources, including those of automatic names. */
function refused(resources: readonly Registration[]): string[] {
  const ofAws = resources.filter(({ custom, type }) => custom && type.startsWith("aws:"));
  expect(ofAws.length).toBeGreaterThan(100);
  return ofAws.flatMap(({ type, name, inputs }) => {
    const checked = checkInputs({ type, name, olds: {}, news: inputs, seed: Buffer.from(name) });
    return violations(type, { ...checked, ...prefixedName(type, checked) }).map((fault) => `${name}: ${fault}`);
  });
}

/** The provider adds 26 characters to a prefix. */
function prefixedName(type: string, inputs: JsonObject): JsonObject {
  const property = simulatedType(type).name?.property ?? "name";
  const { [`${property}Prefix`]: prefix } = inputs;
  return typeof prefix === "string" ? { [property]: `${prefix}${"0".repeat(26)}` } : {};
}

describe("AWS's public models", () => {
  it.each(fixtureStacks)("accept all resources of the stack %s", async (stack) => {
    expect(refused(await planStack(stack))).toEqual([]);
  });

  it("accept all resources with the longest names that settings allow", async () => {
    const resources = await recordFixture("everything", { config: changedConfig("everything", longestNames) });
    expect(refused(resources)).toEqual([]);
  });
});

describe("the table of names", () => {
  const used = new Map<string, Set<string>>();
  beforeAll(async () => {
    for (const stack of fixtureStacks) {
      for (const { type, inputs } of await planStack(stack)) {
        if (!type.startsWith("aws:")) continue;
        const paths = used.get(type) ?? new Set();
        for (const path of pathsOf(inputs)) paths.add(path);
        used.set(type, paths);
      }
    }
  });

  it("has exactly the types of the stacks", () => {
    expect([...used.keys()].sort()).toEqual(Object.keys(mappings).sort());
    expect([...modelledTypes].sort()).toEqual(Object.keys(mappings).sort());
  });

  it("has each of their inputs, or the reason why CloudFormation does not describe it", () => {
    const unmapped = [...used].flatMap(([type, paths]) => {
      const unmatched = modelOf(type)?.unmatched ?? [];
      const reasons = Object.keys(mappings[type]?.unmapped ?? {});
      const covers = (input: string, path: string) => `${path}.`.startsWith(`${input}.`);
      const found = unmatched.filter((input) => [...paths].some((path) => covers(input, path)));
      const idle = reasons.filter((input) => !found.some((path) => covers(input, path)));
      expect(idle.map((input) => `${type} ${input}`)).toEqual([]);
      return found.filter((path) => !reasons.some((input) => covers(input, path))).map((path) => `${type} ${path}`);
    });
    expect(unmapped).toEqual([]);
  });
});

/** Returns the paths of all values, without list marks. */
function pathsOf(value: Json, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => pathsOf(one, path));
  if (!isJsonObject(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, path ? `${path}.${key}` : key));
}
