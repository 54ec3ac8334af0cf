import { describe, expect, it } from "vitest";
import { configSchema, configured } from "../../../policies/pack/configuration";
import { context } from "../../../policies/specimens/baseStack";

describe("a policy's configuration", () => {
  it("has a schema with the environment and the values that the rule reads", () => {
    expect(configSchema({})).toEqual({
      properties: {
        environment: {
          type: "string",
          enum: ["dev", "staging", "prod"],
          description: "The environment. It determines whether a rule is mandatory.",
        },
      },
    });
    const { properties } = configSchema({ reads: ["gpusPerPod", "teams"] });
    expect(Object.keys(properties)).toEqual(["environment", "gpusPerPod", "teams"]);
    expect(properties).toMatchObject({
      gpusPerPod: { type: "integer", description: "Maximum number of accelerators of a pod." },
      teams: { type: "array", items: { type: "string" } },
    });
  });

  it("overrides the context values that it contains, and no others", () => {
    expect(configured(context, {})).toEqual(context);
    expect(configured(context, { environment: "dev", teams: ["risk"] })).toEqual({
      ...context,
      environment: "dev",
      teams: ["risk"],
    });
  });

  it.each([
    [{ environment: "live" }, 'environment: Invalid option: expected one of "dev"|"staging"|"prod"'],
    [{ gpusPerPod: "8" }, "gpusPerPod: Invalid input: expected number, received string"],
    [{ gpusPerPod: 0.5 }, "gpusPerPod: Invalid input: expected int, received number"],
    [{ teams: "vision" }, "teams: Invalid input: expected array, received string"],
    [{ teams: ["vision", 1] }, "teams.1: Invalid input: expected string, received number"],
    [
      { registries: null, monthlyBudgetUsd: "1" },
      "registries: Invalid input: expected array, received null; monthlyBudgetUsd: Invalid input: expected number, received string",
    ],
  ])("is rejected if it is invalid: %o", (configuration, message) => {
    expect(() => configured(context, configuration)).toThrow(
      new Error(`the configuration of the policy pack is invalid: ${message}`),
    );
  });
});
