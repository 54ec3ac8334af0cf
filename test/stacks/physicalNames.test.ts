import { beforeAll, describe, expect, it } from "vitest";
import { automaticSuffixLength, longestName, nameLimit, nameLimits } from "../../core/aws/serviceLimits";
import { replacementRule } from "../../core/changes/replaces";
import { releaseType } from "../../core/graph/graph";
import type { Registration } from "../../core/graph/registration";
import { numberOf } from "../../core/json/reading";
import { modelledTypes, modelOf } from "../../sandbox/cloud/models/models";
import { fixtureStacks, recordFixture } from "../fixtures/fixtures";
import { longestNames } from "../fixtures/longestNames";
import { changedConfig, planStack } from "../support/plan";

/** Helm's limit: https://helm.sh/docs/chart_template_guide/getting_started. */
const longestRelease = 53;

describe.each([...fixtureStacks, "longest names"] as const)("physical names of %s", (stack) => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources =
      stack === "longest names"
        ? await recordFixture("everything", { config: changedConfig("everything", longestNames) })
        : await planStack(stack);
  });

  function aws(): Registration[] {
    return resources.filter(({ type, custom }) => custom && type.startsWith("aws:"));
  }

  it("have a limit for each type that Pulumi or the provider names", () => {
    const unknown = aws().filter(({ type }) => isNamed(type) && !nameLimit(type));
    expect([...new Set(unknown.map(({ type }) => type))]).toEqual([]);
  });

  it("do not exceed the service's limit", () => {
    const tooLong = aws().flatMap((resource) => {
      const limit = nameLimit(resource.type);
      if (!limit) return [];
      const given = resource.inputs[limit.property];
      const length = typeof given === "string" ? given.length : resource.name.length + automaticSuffixLength;
      const longest = longestName(limit, typeof given === "string");
      return length > longest ? [`${resource.type} ${resource.name}: ${length} > ${longest}`] : [];
    });
    expect(tooLong).toEqual([]);
  });

  it("are set where Pulumi does not generate a valid name", () => {
    const unnamed = aws().filter(({ type, inputs }) => {
      const limit = nameLimit(type);
      return limit?.automatic === false && typeof inputs[limit.property] !== "string";
    });
    expect(unnamed.map(({ name }) => name)).toEqual([]);
  });

  it("are unique for all resources of a type that need unique names", () => {
    const names = aws().flatMap(({ type, inputs }) => {
      const property = nameLimit(type)?.property;
      const name = property === undefined ? undefined : inputs[property];
      // The name of an inline policy is unique in its role, and that of a target in its rule.
      const owner = JSON.stringify(inputs.role ?? inputs.rule ?? inputs.clusterName ?? null);
      return typeof name === "string" ? [`${type} ${name} ${owner}`] : [];
    });
    expect(names).toEqual([...new Set(names)]);
  });

  it("of releases are set, and do not exceed Helm's limit", () => {
    for (const { inputs } of resources.filter(({ type }) => type === releaseType)) {
      expect(String(inputs.name).length).toBeLessThanOrEqual(longestRelease);
      expect(typeof inputs.name).toBe("string");
    }
  });
});

it("physical names are the same in two runs with the longest names", async () => {
  const config = changedConfig("everything", longestNames);
  const namesOf = async () =>
    (await recordFixture("everything", { config })).map(({ urn, type, inputs }) => [
      urn,
      inputs[nameLimit(type)?.property ?? "name"],
    ]);
  expect(await namesOf()).toEqual(await namesOf());
});

it("the limits are those of CloudFormation's models, which list no other named type", () => {
  const names = ["name", "identifier", "bucket", "nodeGroupName", "targetId", "creationToken", "replicationGroupId"];
  const found = modelledTypes.flatMap((type) => {
    const lengthOf = (name: string) => numberOf(modelOf(type)?.schema, "properties", name, "maxLength");
    const property = names.find((name) => lengthOf(name) !== undefined);
    // Other types of S3 only refer to a bucket by its name.
    if (property === undefined || /^aws:s3\/bucket[A-Z]/.test(type)) return [];
    return [[type, property, lengthOf(property)]];
  });
  const modelled = Object.entries(nameLimits).filter(([type]) => modelOf(type));
  expect(found).toEqual(modelled.map(([type, { property, maximum }]) => [type, property, maximum]));
});

it("the limits have a source", () => {
  for (const { maximum, source } of Object.values(nameLimits)) {
    expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com\/hashicorp)\//);
    expect(maximum).toBeGreaterThanOrEqual(16);
  }
});

/** Whether the provider generates a name that the program does not set, according to the replacement rules. */
function isNamed(type: string): boolean {
  const kept = replacementRule(type)?.optionalComputed ?? [];
  return kept.some((path) => ["name", "targetId", "nodeGroupName", "creationToken", "bucketPrefix"].includes(path));
}
