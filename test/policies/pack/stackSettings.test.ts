import { describe, expect, it } from "vitest";
import { settingsOf } from "../../../components/settings/load";
import { readStackFile } from "../../../core/stacks/stackFile";
import { contextOf } from "../../../policies/context";
import { settingsOfStack } from "../../../policies/pack/stackSettings";
import { environments, root } from "../../support/plan";

const urnOf = (stack: string, project = "mlops") => `urn:pulumi:${stack}::${project}::aws:s3/bucket:Bucket::artifacts`;

describe("what the pack knows of a stack", () => {
  it.each(environments)("is what the plan of %s knows", (stack) => {
    const settings = settingsOf({ ruleNames: "unchecked", project: "mlops", stack, ...readStackFile(root, stack) });
    expect(settings.environment).toBe(stack);
    expect(settingsOfStack(urnOf(stack))).toEqual({
      context: contextOf(settings),
      waivers: settings.guardrails.waivers,
    });
  });

  it.each([
    ["another program's", urnOf("dev", "shop")],
    ["one that has no settings", urnOf("live")],
    ["none", ""],
  ])("of %s is nothing: it is judged as prod, and nothing is allowed or waived", (_, urn) => {
    expect(settingsOfStack(urn)).toEqual({
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

  it("is read once", () => {
    expect(settingsOfStack(urnOf("dev"))).toBe(settingsOfStack(urnOf("dev")));
  });
});
