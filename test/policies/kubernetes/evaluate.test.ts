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
  it("passes without violations and fails with their names", () => {
    expect(outcome(latest, pod({ name: "one", image: "a:1" }))).toEqual({ status: "pass", message: "" });
    const broken = pod(
      { name: "one", image: "a:latest" },
      { name: "two", image: "b:1" },
      { name: "x", image: ":latest" },
    );
    expect(outcome(latest, broken)).toEqual({ status: "fail", message: "is wrong: one, x" });
    expect(messageOf("is wrong", ["a", "b"])).toBe("is wrong: a, b");
  });

  it("receives the context, and the Namespace object if the object has one", () => {
    const rule = { problem: "is wrong", violations: ({ environment }: typeof context) => `['${environment}']` };
    expect(evaluateRule(rule, pod(), undefined, context)).toEqual({ status: "fail", message: "is wrong: prod" });
    const label = "namespaceObject == null ? ['none'] : [namespaceObject.metadata.labels.tier]";
    expect(outcome(label, pod())).toEqual({ status: "fail", message: "is wrong: none" });
    expect(outcome(label, pod(), { metadata: { labels: { tier: "gold" } } })).toEqual({
      status: "fail",
      message: "is wrong: gold",
    });
  });

  it("reads whole numbers as integers", () => {
    const object = { spec: { replicas: 3, share: 0.5 } };
    expect(outcome("object.spec.replicas > 2 && object.spec.share < 0.6 ? ['many'] : []", object)).toEqual({
      status: "fail",
      message: "is wrong: many",
    });
  });
});

describe("a hidden value", () => {
  it.each([
    [unknown, "spec.containers[1].image is not known yet"],
    [`registry/${unknown}:latest`, "spec.containers[1].image is not known yet"],
    [redacted, "spec.containers[1].image is secret"],
  ] as const)("defers a rule that reads %s to admission", (image, message) => {
    expect(outcome(latest, pod({ name: "one", image: "a:latest" }, { name: "two", image }))).toEqual({
      status: "deferred",
      gate: "admission",
      message,
    });
  });

  it("is reported for the first value that the rule reads", () => {
    const object = pod({ name: "one", image: redacted }, { name: "two", image: unknown });
    expect(outcome(latest, object)).toEqual({
      status: "deferred",
      gate: "admission",
      message: "spec.containers[0].image is secret",
    });
  });

  it("does not affect a rule that does not read it", () => {
    const object = { ...pod({ name: "one", image: "a:1", command: [unknown] }), data: { password: redacted } };
    expect(outcome(latest, object)).toEqual({ status: "pass", message: "" });
    expect(outcome(latest, { ...object, ...pod({ name: "one", image: "a:latest", args: [redacted] }) })).toEqual({
      status: "fail",
      message: "is wrong: one",
    });
  });

  it("defers the rule if it is in the Namespace object", () => {
    const label = "namespaceObject.metadata.labels.tier == 'gold' ? ['gold'] : []";
    expect(outcome(label, pod(), { metadata: { labels: { tier: unknown } } })).toEqual({
      status: "deferred",
      gate: "admission",
      message: "metadata.labels.tier is not known yet",
    });
  });

  it("defers a rule that throws because of it", () => {
    expect(outcome("[string(quantity(object.spec.size).asInteger())]", { spec: { size: unknown } })).toEqual({
      status: "deferred",
      gate: "admission",
      message: "spec.size is not known yet",
    });
  });
});

describe("a faulty rule", () => {
  it("gives an error with the name of the exception, not its text, which may contain a value", () => {
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

  it("gives an error if its expression returns no list", () => {
    expect(outcome("object.spec.size", { spec: { size: "big" } })).toEqual({
      status: "error",
      message: "the rule's expression must return a list",
    });
  });
});
