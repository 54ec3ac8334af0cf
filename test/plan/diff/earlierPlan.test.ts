import { describe, expect, it } from "vitest";
import { UsageError } from "../../../core/errors/usageError";
import { parseEarlierPlan, readEarlierPlan } from "../../../plan/diff/earlierPlan";
import { planned, planOf } from "../../support/documents";

describe("an earlier plan", () => {
  it("is read with unknown properties", () => {
    const plan = {
      ...planOf([planned("aws:s3/bucket:Bucket", "artifacts", { bucket: "a" })]),
      settings: { old: true },
    };
    expect(parseEarlierPlan("plan.json", JSON.stringify(plan))).toEqual(plan);
  });

  it.each([
    ["", "--against plan.json is not JSON: "],
    ["<!doctype html>", "--against plan.json is not JSON: "],
    ["[]", "--against plan.json is not a plan: Invalid input: expected object"],
    ["{}", "--against plan.json is not a plan: version: Invalid input: expected 1"],
    ['{"version": 2}', "--against plan.json is a plan of version 2, and this project compares version 1"],
    ['{"version": 1, "stack": "dev"}', "--against plan.json is not a plan: resources: "],
    [
      '{"version": 1, "stack": "dev", "resources": [{"urn": 1}]}',
      "--against plan.json is not a plan: resources.0.urn: ",
    ],
  ])("is no %j", (text, message) => {
    expect(() => parseEarlierPlan("plan.json", text)).toThrow(UsageError);
    expect(() => parseEarlierPlan("plan.json", text)).toThrow(message);
    expect(() => parseEarlierPlan("plan.json", text)).toThrow("\n  fix: ");
  });

  it("must exist", () => {
    expect(() => readEarlierPlan("no/such/plan.json")).toThrow("--against no/such/plan.json cannot be read: ENOENT");
  });
});
