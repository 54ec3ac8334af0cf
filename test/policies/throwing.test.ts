import { createRequire } from "node:module";
import path from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unknownToken } from "../../core/graph/tokens";
import { redacted } from "../../core/graph/wire";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { catalogue } from "../../policies/catalogue";
import { judge } from "../../policies/judge";
import type { Rule } from "../../policies/rule";
import { resource, type Specimens } from "../../policies/specimen";
import { baseStack, context } from "../../policies/specimens/baseStack";
import { Graph, type Subject, subject } from "../../policies/subject";

/**
 * No rule throws for any input. Rules run before a provider or an API server validates the inputs, so they must handle
 * invalid ones.
 */

const catalogued = catalogue();
const rules = catalogued.map(({ rule }) => rule);
const load = createRequire(path.join(__dirname, "../../policies/rules/index.js"));

/** The stacks of all specimens. */
const stacks = catalogued.flatMap(({ file }) => {
  const { passing, failing } = (load(`./${file}.specimens.ts`) as { default: Specimens }).default;
  return [...passing, ...failing].map(({ stack }) => [...baseStack(), ...stack]);
});

type Path = readonly (string | number)[];

/** Returns all paths in a value, including those in JSON texts: `policy`, then `Statement`. */
function pathsIn(value: Json, at: Path = []): Path[] {
  const inner = typeof value === "string" ? documentOf(value) : value;
  const entries: [string | number, Json][] = Array.isArray(inner)
    ? inner.map((item, index) => [index, item])
    : isJsonObject(inner)
      ? Object.entries(inner)
      : [];
  return entries.flatMap(([key, item]) => [[...at, key], ...pathsIn(item, [...at, key])]);
}

/** Returns a value in which one path has another value, or none. */
function replaced(value: Json, [key, ...rest]: Path, other: Json | undefined): Json {
  if (typeof value === "string") {
    const document = documentOf(value);
    return document === undefined || key === undefined
      ? value
      : JSON.stringify(replaced(document, [key, ...rest], other));
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (index === key ? next(item, rest, other) : [item]));
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) =>
      name === key ? next(item, rest, other).map((one): [string, Json] => [name, one]) : [[name, item]],
    ),
  );
}

function next(item: Json, rest: Path, other: Json | undefined): Json[] {
  if (rest.length > 0) return [replaced(item, rest, other)];
  return other === undefined ? [] : [other];
}

function documentOf(text: string): JsonObject | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const document: Json = JSON.parse(text);
    return isJsonObject(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

function withInputs(one: Subject, inputs: Json): Subject {
  return subject({ ...one, inputs: isJsonObject(inputs) ? inputs : {} });
}

/** Values that no schema allows, and tokens of unknown and secret values. */
const garbage: fc.Arbitrary<Json | undefined> = fc.oneof(
  fc.constantFrom<(Json | undefined)[]>(
    undefined,
    null,
    "",
    "*",
    0,
    -1,
    true,
    [],
    {},
    [null],
    [[]],
    [{}],
    redacted,
    unknownToken("urn:pulumi:specimen::mlops::aws:kms/key:Key::data", "arn"),
    `arn:aws:s3:::${unknownToken("urn:pulumi:specimen::mlops::aws:s3/bucket:Bucket::data", "id")}/*`,
  ),
  fc.jsonValue({ maxDepth: 2 }).map((value): Json => JSON.parse(JSON.stringify(value))),
);

/**
 * Returns a stack in which some paths have other values. Numbers select them, so that fast-check can shrink a failure.
 */
function changed(
  stack: readonly Subject[],
  changes: readonly { resource: number; place: number; value: Json | undefined }[],
) {
  const result = [...stack];
  for (const { resource, place, value } of changes) {
    const index = resource % result.length;
    const one = result[index];
    const paths = one ? pathsIn(one.inputs) : [];
    const at = paths[place % paths.length];
    if (one && at) result[index] = withInputs(one, replaced(one.inputs, at, value));
  }
  return result;
}

const changes = fc.array(fc.record({ resource: fc.nat(), place: fc.nat(), value: garbage }), {
  minLength: 1,
  maxLength: 5,
});

function errors(judgedBy: readonly Rule[], stack: readonly Subject[]): string[] {
  return judge(judgedBy, new Graph(stack), context)
    .filter(({ status }) => status === "error")
    .map(({ rule, urn, message }) => `${rule} on ${urn}: ${message}`);
}

describe("rules on resources and stacks", () => {
  const own = rules.filter(({ about }) => about !== "kubernetes");
  const types = [...new Set(own.flatMap((rule) => (rule.about === "kubernetes" ? [] : rule.types)))];

  it.each(types)("judge a %s without inputs", (type) => {
    expect(errors(own, [resource(type, "empty", {})])).toEqual([]);
  });

  it("judge inputs of any form", () => {
    fc.assert(
      fc.property(fc.constantFrom(...stacks), changes, (stack, several) => {
        expect(errors(own, changed(stack, several))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("judge each input of each specimen as null, a list, text or unknown", () => {
    const values: Json[] = [null, [], [null], {}, "", 1, unknownToken("urn:pulumi:a", "b")];
    const found = new Set<string>();
    const seen = new Set<string>();
    for (const whole of stacks) {
      const stack = whole.filter(({ type }) => !type.startsWith("kubernetes:"));
      for (const [index, one] of stack.entries()) {
        // One of each type and form will do.
        const paths = pathsIn(one.inputs);
        const form = `${one.type} ${JSON.stringify(paths)}`;
        if (seen.has(form)) continue;
        seen.add(form);
        for (const at of paths) {
          for (const value of values) {
            const other = stack.with(index, withInputs(one, replaced(one.inputs, at, value)));
            for (const error of errors(own, other)) found.add(error);
          }
        }
      }
    }
    expect([...found]).toEqual([]);
  });
});

describe("rules on Kubernetes objects", () => {
  const own = rules.filter(({ about }) => about === "kubernetes");

  /** Fields that the API server requires, in any kind. */
  const required = new Set([
    ...[
      "apiVersion",
      "kind",
      "metadata",
      "name",
      "namespace",
      "spec",
      "template",
      "selector",
      "jobTemplate",
      "containers",
    ],
    ...["roleRef", "apiGroup", "verbs", "scaleTargetRef", "maxReplicas", "podSelector", "provisioner", "capacity"],
    ...["key", "operator", "type", "port", "containerPort", "protocol", "path", "mountPath", "driver", "schedule"],
    ...["gatewayClassName", "listeners", "nodeClassRef", "requirements", "group", "role", "amiSelectorTerms"],
    ...["subnetSelectorTerms", "securityGroupSelectorTerms", "targetRef", "analysis", "trainer", "runtimeRef"],
  ]);

  const deletions = fc.array(fc.record({ resource: fc.nat(), place: fc.nat() }), { minLength: 1, maxLength: 8 });

  it("judge objects without any of their optional fields", () => {
    fc.assert(
      fc.property(fc.constantFrom(...stacks), deletions, (stack, several) => {
        const result = [...stack];
        for (const { resource, place } of several) {
          const index = resource % result.length;
          const one = result[index];
          if (!one) continue;
          const optional = pathsIn(one.inputs).filter((at) => {
            const last = at.at(-1);
            return typeof last === "string" && !required.has(last);
          });
          const at = optional[place % optional.length];
          if (at) result[index] = withInputs(one, replaced(one.inputs, at, undefined));
        }
        expect(errors(own, result)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
