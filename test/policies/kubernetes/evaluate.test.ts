import { describe, expect, it } from "vitest";
import { unknownToken } from "../../../core/graph/tokens";
import { redacted } from "../../../core/graph/wire";
import type { JsonObject } from "../../../core/json/json";
import { evaluateRule, messageOf } from "../../../policies/kubernetes/evaluate";
import { context } from "../../../policies/specimens/baseStack";

const unknown = unknownToken("urn:pulumi:dev::mlops::aws:s3/bucket:Bucket::artifacts", "arn");

function outcome(violations: string, object: JsonObject, namespace?: JsonObject) {
  return evaluateRule({ problem: "is wrong", violations: () => violations }, object, namespace, context);
}

function pod(...containers: JsonObject[]): JsonObject {
  return { apiVersion: "v1", kind: "Pod", metadata: { name: "main" }, spec: { containers } };
}

const latest = "variables.containers.filter(c, c.image.endsWith(':latest')).map(c, c.name)";

describe("a rule on an object", () => {
  it("is kept where it names nothing, and broken by what it names", () => {
    expect(outcome(latest, pod({ name: "one", image: "a:1" }))).toEqual({ status: "pass" });
    const broken = pod(
      { name: "one", image: "a:latest" },
      { name: "two", image: "b:1" },
      { name: "x", image: ":latest" },
    );
    expect(outcome(latest, broken)).toEqual({ status: "fail", message: "is wrong: one, x" });
    expect(messageOf("is wrong", ["a", "b"])).toBe("is wrong: a, b");
  });

  it("is told of the settings, and of the namespace's object where there is one", () => {
    const rule = { problem: "is wrong", violations: ({ environment }: typeof context) => `['${environment}']` };
    expect(evaluateRule(rule, pod(), undefined, context)).toEqual({ status: "fail", message: "is wrong: prod" });
    const label = "namespaceObject == null ? ['none'] : [namespaceObject.metadata.labels.tier]";
    expect(outcome(label, pod())).toEqual({ status: "fail", message: "is wrong: none" });
    expect(outcome(label, pod(), { metadata: { labels: { tier: "gold" } } })).toEqual({
      status: "fail",
      message: "is wrong: gold",
    });
  });

  it("sees whole numbers as integers", () => {
    const object = { spec: { replicas: 3, share: 0.5 } };
    expect(outcome("object.spec.replicas > 2 && object.spec.share < 0.6 ? ['many'] : []", object)).toEqual({
      status: "fail",
      message: "is wrong: many",
    });
  });
});

describe("what is hidden", () => {
  it.each([
    [unknown, "unknown"],
    [`registry/${unknown}:latest`, "unknown"],
    [redacted, "secret"],
  ] as const)("leaves a rule that reads %s to a later gate", (image, reason) => {
    expect(outcome(latest, pod({ name: "one", image: "a:latest" }, { name: "two", image }))).toEqual({
      status: "deferred",
      at: "spec.containers[1].image",
      reason,
    });
  });

  it("is named by what was read first", () => {
    const object = pod({ name: "one", image: redacted }, { name: "two", image: unknown });
    expect(outcome(latest, object)).toMatchObject({ at: "spec.containers[0].image", reason: "secret" });
  });

  it("is nothing to a rule that does not read it", () => {
    const object = { ...pod({ name: "one", image: "a:1", command: [unknown] }), data: { password: redacted } };
    expect(outcome(latest, object)).toEqual({ status: "pass" });
    expect(outcome(latest, { ...object, ...pod({ name: "one", image: "a:latest", args: [redacted] }) })).toEqual({
      status: "fail",
      message: "is wrong: one",
    });
  });

  it("in the namespace's object counts too", () => {
    const label = "namespaceObject.metadata.labels.tier == 'gold' ? ['gold'] : []";
    expect(outcome(label, pod(), { metadata: { labels: { tier: unknown } } })).toEqual({
      status: "deferred",
      at: "metadata.labels.tier",
      reason: "unknown",
    });
  });

  it("leaves even a rule that fails over it to a later gate", () => {
    expect(outcome("[string(quantity(object.spec.size).asInteger())]", { spec: { size: unknown } })).toEqual({
      status: "deferred",
      at: "spec.size",
      reason: "unknown",
    });
  });
});

describe("a rule that is wrong", () => {
  it("is told by what failed, and not by the exception's text: a value may stand in it", () => {
    const found = outcome("[string(quantity(object.spec.size).asInteger())]", { spec: { size: "hunter2" } });
    expect(found).toEqual({ status: "error", message: "the rule cannot be evaluated: Error" });
    expect(outcome("[object.spec.missing]", { spec: {} })).toEqual({
      status: "error",
      message: "the rule cannot be evaluated: EvaluationError",
    });
    expect(outcome("[variables.missing]", {}).status).toBe("error");
    expect(outcome("[", {})).toEqual({
      status: "error",
      message: expect.stringMatching(/^the rule cannot be evaluated: ParseError: [A-Z]/),
    });
  });

  it("has to yield a list", () => {
    expect(outcome("object.spec.size", { spec: { size: "big" } })).toEqual({
      status: "error",
      message: "the rule's expression must return a list",
    });
  });
});
