import { beforeAll, describe, expect, it } from "vitest";
import { isOpaque } from "../../core/graph/graph";
import type { Registration } from "../../core/graph/registration";
import { type PlanGuardrails, planGuardrails } from "../../plan/guardrails";
import { allRules } from "../../policies/catalogue";
import { contextOf } from "../../policies/context";
import { judge } from "../../policies/judge";
import { hiddenPods, opaqueContent } from "../../policies/opaqueVerdicts";
import { Graph, subject } from "../../policies/subject";
import { failsPlan } from "../../policies/verdict";
import { fixtureSettings, fixtureStacks } from "../fixtures/fixtures";
import { changedConfig, planStack } from "../support/plan";

/** Time limit of a rule for a whole stack. Only a rule with a serious defect exceeds it, even on a busy machine. */
const longestMs = 10_000;

/** The program's own compliance with the rules. Not tested: objects of charts (see test/e2e). */
describe.each(fixtureStacks)("guardrails on %s", (stack) => {
  const settings = fixtureSettings(stack);
  let resources: Registration[] = [];
  let found: PlanGuardrails;

  beforeAll(async () => {
    resources = await planStack(stack);
    found = planGuardrails(settings, resources, "2026-01-01");
  });

  it("have no violations of mandatory rules", () => {
    expect(found.verdictCounts.total.pass).toBeGreaterThan(300);
    expect(found.verdicts.filter(failsPlan)).toEqual([]);
  });

  it("can evaluate all resources that they check", () => {
    expect(found.verdicts.filter(({ status }) => status === "error")).toEqual([]);
  });

  it("report once for each chart and Application that the cluster checks its objects", () => {
    const opaque = resources.filter(isOpaque).map(({ urn }) => urn);
    expect(opaque.length).toBeGreaterThan(10);
    expect(found.opaque.filter((urn) => opaque.includes(urn))).toEqual(opaque);
    const reported = found.verdicts.filter(({ rule }) => rule === opaqueContent);
    expect(reported.map(({ urn, status, gate }) => [urn, status, gate])).toEqual(
      opaque.map((urn) => [urn, "deferred", "admission"]),
    );
  });

  it("report once for each model with a serving runtime, and for no training, that the cluster checks its pods", () => {
    const models = resources.filter(({ type }) => type.endsWith(":InferenceService") && type.startsWith("kubernetes:"));
    const reported = found.verdicts.filter(({ rule }) => rule === hiddenPods);
    expect(reported.map(({ urn, status, gate }) => [urn, status, gate])).toEqual(
      models.map(({ urn }) => [urn, "deferred", "admission"]),
    );
    const opaque = new Set(resources.filter(isOpaque).map(({ urn }) => urn));
    expect(found.opaque.filter((urn) => !opaque.has(urn))).toEqual(reported.map(({ urn }) => urn));
  });

  it("name a later gate for open checks, and a fix for violations", () => {
    const deferred = found.verdicts.filter(({ status }) => status === "deferred");
    expect(deferred.filter(({ gate }) => gate === "plan")).toEqual([]);
    const failed = found.verdicts.filter(({ status }) => status === "fail");
    expect(failed.filter(({ message, fix }) => message === "" || fix === "")).toEqual([]);
  });

  it("show no secrets and no tokens", () => {
    const messages = found.verdicts.map(({ message }) => message);
    expect(messages.filter((message) => /\[secret\]|\[unknown:/.test(message))).toEqual([]);
  });

  it("are each evaluated in bounded time", () => {
    const graph = new Graph(resources.map(subject));
    const context = contextOf(settings);
    const slow = allRules().filter((rule) => {
      const started = performance.now();
      judge([rule], graph, context);
      return performance.now() - started > longestMs;
    });
    expect(slow.map(({ name }) => name)).toEqual([]);
  });
});

describe("guardrails on a stack with a waiver", () => {
  const waiver = {
    rule: "instance-types",
    resource: "mlops-dev-compute-pool-gpu-*",
    reason: "until the order of L4 is through",
    expires: "2126-03-31",
  };
  const config = changedConfig("dev", { guardrails: { instanceTypes: ["m*"], waivers: [waiver] } });
  const settings = fixtureSettings("dev", { config, secretKeys: [] });

  it("allow only the waived violations, until the last day, with the reason", async () => {
    const resources = await planStack("dev");
    const found = (today: string) =>
      planGuardrails(settings, resources, today)
        .verdicts.filter(
          ({ status, enforcement }) => status === "waived" || (status === "fail" && enforcement === "mandatory"),
        )
        .map(({ rule, status, message }) => `${rule} ${status}: ${message}`);
    const types = "instance types must be listed and allowed by guardrails.instanceTypes: g6.xlarge, g6.2xlarge";
    expect(found("2126-03-31")).toEqual([
      `instance-types waived: ${types}; waived until 2126-03-31: until the order of L4 is through`,
    ]);
    expect(found("2126-04-01")).toEqual([`instance-types fail: ${types}; its waiver expired on 2126-03-31`]);
  });
});
