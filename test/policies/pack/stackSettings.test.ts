import { describe, expect, it } from "vitest";
import { contextOf } from "../../../policies/context";
import { settingsOfStack } from "../../../policies/pack/stackSettings";
import { fixtureFolder, fixtureSettings } from "../../fixtures/fixtures";
import { environments } from "../../support/plan";

const urnOf = (stack: string, project = "mlops") => `urn:pulumi:${stack}::${project}::aws:s3/bucket:Bucket::artifacts`;

describe("the settings that the pack reads for a stack", () => {
  it.each(environments)("equal those of the plan of %s", (stack) => {
    const settings = fixtureSettings(stack);
    expect(settings.environment).toBe(stack);
    expect(settingsOfStack(urnOf(stack), fixtureFolder)).toEqual({
      context: contextOf(settings),
      waivers: settings.guardrails.waivers,
    });
  });

  it.each([
    ["another program's", urnOf("dev", "shop")],
    ["one that has no settings", urnOf("live")],
    ["none", ""],
  ])("are the strictest for %s: prod, with nothing allowed or waived", (_, urn) => {
    expect(settingsOfStack(urn, fixtureFolder)).toEqual({
      context: {
        environment: "prod",
        registries: [],
        immutableRegistries: [],
        unresolvedImages: [],
        chartImages: [],
        teams: [],
        acceleratorPools: [],
        instanceTypes: ["*"],
        requiredTags: [],
        gpusPerPod: 8,
        monthlyBudgetUsd: undefined,
      },
      waivers: [],
    });
  });

  it("are read once", () => {
    expect(settingsOfStack(urnOf("dev"), fixtureFolder)).toBe(settingsOfStack(urnOf("dev"), fixtureFolder));
  });
});
