import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json";
import type { InputShape } from "../../../generate/models/inputShapes";
import { ModelBuilder } from "../../../generate/models/model";
import type { Mapping } from "../../../generate/models/names";

/** A CloudFormation type with the tested features. */
const queue: JsonObject = {
  properties: {
    QueueName: { type: "string", maxLength: 80, pattern: "^[\\w\\:]+\\Z" },
    DBSize: { type: "integer", minimum: 1 },
    Mode: { type: "string", enumCaseInsensitive: ["on", "off"] },
    Enabled: { type: "boolean" },
    Labels: { type: "array", maxItems: 2, items: { $ref: "#/definitions/Label" } },
    Network: { $ref: "#/definitions/Network" },
    Tags: { type: "array", items: { $ref: "#/definitions/Tag" } },
  },
  definitions: {
    Label: { type: "object", properties: { Kind: { type: "string", enum: ["a", "b"] } }, required: ["Kind"] },
    Network: {
      type: "object",
      properties: { Cidr: { type: "string", format: "ipv4-network" }, SubnetId: { type: "string", minLength: 1 } },
      required: ["SubnetId"],
    },
    Tag: {
      type: "object",
      properties: { Key: { type: "string", maxLength: 10 }, Value: { type: "string", maxLength: 20 } },
    },
  },
  required: ["QueueName", "Network"],
  requiredOr: ["DBSize", "Mode"],
  dependentRequired: { Mode: ["DBSize"] },
  createOnlyProperties: ["/properties/QueueName", "/properties/Network/SubnetId"],
  conditionalCreateOnlyProperties: ["/properties/Mode"],
};

const text: InputShape = { kind: "string" };

function object(shapes: Readonly<Record<string, InputShape>>, required: readonly string[] = []): InputShape {
  const properties = Object.entries(shapes).map(([key, shape]) => [key, { shape, required: required.includes(key) }]);
  return { kind: "object", properties: Object.fromEntries(properties) };
}

function build(
  shapes: Readonly<Record<string, InputShape>>,
  mapping: Omit<Mapping, "type"> = {},
  required: string[] = [],
) {
  return new ModelBuilder("aws:test/queue:Queue", { type: "AWS::Test::Queue", ...mapping }, queue).build(
    object(shapes, required),
  );
}

describe("a model", () => {
  it("has the SDK's names, regardless of CloudFormation's case", () => {
    const { schema } = build({ queueName: text, dbSize: { kind: "number" } });
    expect(schema).toEqual({
      properties: {
        queueName: { maxLength: 80, pattern: "^[\\w:]+$" },
        dbSize: { type: "number", minimum: 1, multipleOf: 1 },
      },
      required: ["queueName"],
    });
  });

  it("reads other names from the table, also for required and create-only inputs", () => {
    const { schema, createOnly } = build({ name: text }, { names: { name: "QueueName" } });
    expect(schema).toMatchObject({ required: ["name"], properties: { name: { maxLength: 80 } } });
    expect(createOnly).toEqual(["name"]);
  });

  it("requires the inputs that the schema requires, except those in the table", () => {
    expect(build({ mode: text }, {}, ["mode"]).schema.required).toEqual(["mode"]);
    expect(
      build({ queueName: text }, { optional: { queueName: "the service makes one" } }).schema.required,
    ).toBeUndefined();
  });

  it("constrains a text of the SDK by CloudFormation's type", () => {
    expect(build({ enabled: text, dbSize: text, mode: text }).schema.properties).toEqual({
      enabled: { enum: ["true", "false"] },
      dbSize: { pattern: "^-?[0-9]+(\\.[0-9]+)?$" },
      mode: { pattern: "^([oO][nN]|[oO][fF][fF])$" },
    });
  });

  it("follows objects and lists, also if the SDK has an object for a list", () => {
    const label = object({ kind: text });
    expect(build({ labels: { kind: "list", element: label } }).schema.properties).toEqual({
      labels: { maxItems: 2, items: { properties: { kind: { enum: ["a", "b"] } }, required: ["kind"] } },
    });
    expect(build({ labels: label }).schema.properties).toEqual({
      labels: { properties: { kind: { enum: ["a", "b"] } }, required: ["kind"] },
    });
  });

  it("finds inputs of nested objects by path, and lists of texts in lists of objects", () => {
    const names = { subnet: "Network.SubnetId", kinds: "Labels[].Kind" };
    const { schema, createOnly } = build({ subnet: text, kinds: { kind: "list", element: text } }, { names });
    expect(schema.properties).toEqual({
      subnet: { minLength: 1 },
      kinds: { maxItems: 2, items: { enum: ["a", "b"] } },
    });
    expect(createOnly).toEqual(["subnet"]);
  });

  it("begins at a part of CloudFormation's type, and at the whole type with a slash", () => {
    const names = { queue: "/QueueName" };
    const { schema, createOnly } = build({ queue: text, kind: text }, { at: "Labels[]", names });
    expect(schema).toEqual({
      properties: { queue: { maxLength: 80, pattern: "^[\\w:]+$" }, kind: { enum: ["a", "b"] } },
      required: ["kind"],
    });
    expect(createOnly).toEqual(["queue"]);
    expect(() => build({}, { at: "Nowhere" })).toThrow("AWS::Test::Queue has no Nowhere");
  });

  it("has the limits of tags in addition to CloudFormation's constraints", () => {
    expect(build({ tags: { kind: "map" } }).schema.properties).toMatchObject({
      tags: { maxProperties: 50, propertyNames: { maxLength: 10 }, additionalProperties: { maxLength: 20 } },
    });
  });

  it("has constraints on combinations of inputs", () => {
    expect(build({ dbSize: { kind: "number" }, mode: text }).schema).toMatchObject({
      anyOf: [{ required: ["dbSize"] }, { required: ["mode"] }],
      dependencies: { mode: ["dbSize"] },
    });
    expect(build({ mode: text }).schema.anyOf).toBeUndefined();
  });

  it("lists inputs that CloudFormation does not describe", () => {
    expect(build({ unheard: text, mode: text })).toMatchObject({
      unmatched: ["unheard"],
      conditionalCreateOnly: ["mode"],
    });
  });
});
