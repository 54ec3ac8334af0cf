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

/** Far above what a rule takes over a whole stack, on a busy machine too: only one that has run wild passes it. */
const longestMs = 10_000;

/** How the program itself keeps its rules. What this does not prove: anything of what charts make (test/e2e). */
describe.each(fixtureStacks)("guardrails on %s", (stack) => {
  const settings = fixtureSettings(stack);
  let resources: Registration[] = [];
  let found: PlanGuardrails;

  beforeAll(async () => {
    resources = await planStack(stack);
    found = planGuardrails(settings, resources, "2026-01-01");
  });

  it("are all kept that are mandatory", () => {
    expect(found.verdictCounts.total.pass).toBeGreaterThan(300);
    expect(found.verdicts.filter(failsPlan)).toEqual([]);
  });

  it("can judge all that they look at", () => {
    expect(found.verdicts.filter(({ status }) => status === "error")).toEqual([]);
  });

  it("say of each chart and Application, once, that the cluster judges what is in it", () => {
    const opaque = resources.filter(isOpaque).map(({ urn }) => urn);
    expect(opaque.length).toBeGreaterThan(10);
    expect(found.opaque.filter((urn) => opaque.includes(urn))).toEqual(opaque);
    const told = found.verdicts.filter(({ rule }) => rule === opaqueContent);
    expect(told.map(({ urn, status, gate }) => [urn, status, gate])).toEqual(
      opaque.map((urn) => [urn, "deferred", "admission"]),
    );
  });

  it("say of each model that a runtime serves, once, that the cluster judges its pods, and of no training", () => {
    const models = resources.filter(({ type }) => type.endsWith(":InferenceService") && type.startsWith("kubernetes:"));
    const told = found.verdicts.filter(({ rule }) => rule === hiddenPods);
    expect(told.map(({ urn, status, gate }) => [urn, status, gate])).toEqual(
      models.map(({ urn }) => [urn, "deferred", "admission"]),
    );
    const opaque = new Set(resources.filter(isOpaque).map(({ urn }) => urn));
    expect(found.opaque.filter((urn) => !opaque.has(urn))).toEqual(told.map(({ urn }) => urn));
  });

  it("name a later gate for what they leave open, and what to write for what is broken", () => {
    const deferred = found.verdicts.filter(({ status }) => status === "deferred");
    expect(deferred.filter(({ gate }) => gate === "plan")).toEqual([]);
    const failed = found.verdicts.filter(({ status }) => status === "fail");
    expect(failed.filter(({ message, fix }) => message === "" || fix === "")).toEqual([]);
  });

  it("say nothing of secrets and tokens", () => {
    const messages = found.verdicts.map(({ message }) => message);
    expect(messages.filter((message) => /\[secret\]|\[unknown:/.test(message))).toEqual([]);
  });

  it("are each judged in bounded time", () => {
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

  it("let pass what it names until its last day, with its reason, and nothing else", async () => {
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
