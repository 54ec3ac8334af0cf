import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { unknownsIn } from "../../../core/graph/tokens";
import { hasUnknown } from "../../../policies/hiddenInputs";
import { planInputs } from "../../../policies/pack/planInputs";

/** The SDK's proxy functions, which its types do not declare. */
const proxy: {
  unknownCheckingProxy(inputs: object): object;
  unknownStringValue: string;
  unknownNumberValue: string;
  unknownBooleanValue: string;
  unknownArrayValue: string;
  unknownObjectValue: string;
} = createRequire(__filename)("@pulumi/policy/proxy");

const urn = "urn:pulumi:dev::mlops::aws:eks/cluster:Cluster::main";

/** Converts inputs that pass through the SDK's proxy as in a preview. */
function read(inputs: object) {
  return planInputs(urn, proxy.unknownCheckingProxy(inputs));
}

const token = (at: string) => `[unknown:${urn}#${at}]`;

describe("inputs of a preview", () => {
  it("keep known values", () => {
    const inputs = {
      name: "main",
      size: 3,
      on: false,
      nothing: null,
      list: ["a", { b: [1.5] }],
      empty: { list: [], object: {} },
      "key.with/dots": { "": "x" },
    };
    expect(read(inputs)).toEqual(inputs);
    expect(hasUnknown(JSON.stringify(read(inputs)))).toBe(false);
  });

  it.each([
    ["text", proxy.unknownStringValue],
    ["number", proxy.unknownNumberValue],
    ["truth", proxy.unknownBooleanValue],
    ["list", proxy.unknownArrayValue],
    ["object", proxy.unknownObjectValue],
  ])("have a token for an unknown %s", (_, unknown) => {
    expect(unknown).toMatch(/^[0-9a-f-]{36}$/);
    expect(read({ known: 1, field: unknown })).toEqual({ known: 1, field: token("field") });
  });

  it("have tokens at any depth and keep the values around them", () => {
    const unknown = proxy.unknownStringValue;
    const inputs = {
      tags: { owner: "me", arn: unknown },
      statements: [{ Effect: "Allow", Resource: ["*", unknown] }, proxy.unknownObjectValue],
    };
    const found = read(inputs);
    expect(found).toEqual({
      tags: { owner: "me", arn: token("tags.arn") },
      statements: [{ Effect: "Allow", Resource: ["*", token("statements.0.Resource.1")] }, token("statements.1")],
    });
    expect(hasUnknown(JSON.stringify(found))).toBe(true);
    expect(unknownsIn(String(Object(found.tags).arn))).toEqual([{ urn, property: "tags.arn" }]);
  });

  it("keep all keys of maps", () => {
    const inputs = JSON.parse('{"map":{"__proto__":"x","constructor":"y","length":"z"}}');
    expect(JSON.stringify(read(inputs))).toBe(JSON.stringify(inputs));
  });

  it("have null for values that JSON cannot represent", () => {
    expect(read({ a: undefined, b: [undefined, () => 1], c: Symbol.iterator })).toEqual({
      a: null,
      b: [null, null],
      c: null,
    });
  });

  it("rethrow errors other than that of an unknown value", () => {
    const broken = {
      get field(): string {
        throw new TypeError("no field");
      },
    };
    expect(() => planInputs(urn, broken)).toThrow(new TypeError("no field"));
  });
});
