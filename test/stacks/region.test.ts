import { beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../core/graph/registration";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { fixtureSettings, fixtureStacks } from "../fixtures/fixtures";
import { planStack } from "../support/plan";

/** Objects whose containers call AWS and set the region, by the end of their logical names. */
const withRegion: readonly string[] = [
  "digits",
  "kserve-model-storage",
  "mlflow-database-bootstrap",
  "mlflow-server",
  "nightly-labels",
  "resnet",
];

const regionNames = ["AWS_DEFAULT_REGION", "AWS_REGION"];

/** Returns the environments of all containers below a value, wherever they are: each list of objects with a name. */
function environmentsIn(value: Json): JsonObject[][] {
  if (Array.isArray(value)) {
    const entries = value.filter(isJsonObject);
    const own = entries.some(({ name }) => typeof name === "string") ? [entries] : [];
    return [...own, ...value.flatMap(environmentsIn)];
  }
  return isJsonObject(value) ? Object.values(value).flatMap((each) => environmentsIn(each ?? null)) : [];
}

function regionsOf(entries: readonly JsonObject[]): JsonObject[] {
  return entries.filter(({ name }) => typeof name === "string" && regionNames.includes(name));
}

describe.each(fixtureStacks)("containers of %s", (stack) => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await planStack(stack);
  });

  it("have both variables of the region, or neither", () => {
    const { region } = fixtureSettings(stack);
    const found = resources.flatMap(({ name, inputs }) =>
      environmentsIn(inputs)
        .map(regionsOf)
        .filter((entries) => entries.length > 0)
        .map((entries) => ({ name, entries })),
    );
    for (const { name, entries } of found) {
      const variables = Object.fromEntries(entries.map((entry) => [entry.name, entry.value]));
      expect({ name, variables }).toEqual({ name, variables: { AWS_REGION: region, AWS_DEFAULT_REGION: region } });
    }
    const names = found.map(({ name }) => name);
    for (const end of withRegion) expect(names.filter((name) => name.endsWith(end))).not.toEqual([]);
  });
});
