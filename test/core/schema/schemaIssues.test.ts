import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Dialect, typeNames } from "../../../core/schema/dialect";
import { field, numberField, textField } from "../../../core/schema/fields";
import { input } from "../../../core/schema/input";
import { formatPath } from "../../../core/schema/issue";
import { schemaIssues } from "../../../core/schema/schemaIssues";
import { withExamples } from "../../../core/schema/substitute";

const dialect: Dialect = {
  noun: "argument",
  formatPath,
  typeNames: { ...typeNames, null: "null", object: "an object", record: "an object" },
  listFix: (text) => `write ["${text}"]`,
  objectFix: "write an object",
};

const name = textField(/^[a-z]+$/, "lower-case letters", {
  description: "A name.",
  example: "abc",
  fix: "use letters",
});
const schema = z.strictObject({
  name,
  count: numberField(0, 10, { description: "A number.", example: 2 }).optional(),
  share: field(z.number(), { description: "A share.", example: 0.5 }).optional(),
  list: field(z.array(name).readonly(), { description: "Names.", fix: "list names" }).optional(),
  byName: field(z.record(z.string(), input(name)), { description: "Names.", fix: "write names" }).optional(),
  plain: z.record(z.string(), z.string()).optional(),
  pools: field(
    z.record(
      z.string().regex(/^[a-z][a-z0-9-]*$/, { error: "must be lower-case letters, digits and hyphens" }),
      z.int(),
    ),
    { description: "Pools.", fix: "write pools by name" },
  ).optional(),
  image: field(input(name), { description: "An image.", fix: "name an image" }).optional(),
  source: field(z.union([name, z.strictObject({ claim: name }), z.literal(false)]), {
    description: "A source.",
    form: "a name, { claim } or false",
    fix: "write a name",
  }).optional(),
});

function reported(given: object): string[] {
  const { error } = schema.safeParse(given);
  return error
    ? schemaIssues(schema, given, error, dialect).map(
        ({ path, message, fix }) => `${formatPath(path)}: ${message}; ${fix}`,
      )
    : [];
}

describe("schemaIssues", () => {
  it("returns no issues for valid values", () => {
    const image = pulumi.output("anything goes");
    expect(
      reported({
        name: "a",
        count: 0,
        list: ["b"],
        byName: { x: Promise.resolve("X") },
        image,
        source: { claim: "c" },
      }),
    ).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["a missing key", {}, 'name: is missing; add it: name: "abc"'],
    ["an undefined key", { name: undefined }, 'name: is missing; add it: name: "abc"'],
    ["a misspelt key", { name: "a", nmae: "b" }, "nmae: is not an argument; did you mean name?"],
    [
      "a key without a similar one",
      { name: "a", zzz: 1 },
      "zzz: is not an argument; remove it, or use one of name, count, share, list, byName, plain, pools, image, source",
    ],
    [
      "a key with dots, as the documentation writes it",
      { name: "a", "source.claim": "b" },
      "source.claim: is not an argument; nest it: source: { claim: … }",
    ],
    [
      "a misspelt key with dots",
      { name: "a", "byNme.x.y": "b" },
      "byNme.x.y: is not an argument; nest it: byName: { x: { y: … } }",
    ],
    [
      "an unknown nested key",
      { name: "a", source: { claim: "b", x: 1 } },
      "source.x: is not an argument; remove it, or use one of claim",
    ],
    ["a wrong format", { name: "A" }, "name: must be lower-case letters; use letters"],
    ["a number for text", { name: 5 }, 'name: must be text, not a number; put it in quotes: "5"'],
    [
      "a list in place of a record's text",
      { name: "a", plain: { x: ["b"] } },
      "plain.x: must be text, not a list; write text",
    ],
    [
      "a key that a record does not accept",
      { name: "a", pools: { GPU_L4: 1 } },
      "pools.GPU_L4: must be lower-case letters, digits and hyphens; rename it, such as gpu-l4",
    ],
    [
      "a key that no small change makes valid",
      { name: "a", pools: { "4": 1 } },
      "pools.4: must be lower-case letters, digits and hyphens; write pools by name",
    ],
    ["null", { name: null }, "name: must be text, not null; use letters"],
    ["text for a number", { name: "a", count: "2" }, "count: must be a number, not text; write it without quotes: 2"],
    [
      "a fraction",
      { name: "a", count: 2.5 },
      "count: must be a whole number; use a whole number from 0 to 10, such as 2",
    ],
    [
      "a number out of range",
      { name: "a", count: 1e300 },
      "count: must be a whole number from 0 to 10; use a whole number from 0 to 10, such as 2",
    ],
    [
      "no number",
      { name: "a", share: Number.NaN },
      "share: must be a finite number; write it without quotes, such as 0.5",
    ],
    [
      "an infinite number",
      { name: "a", count: Number.POSITIVE_INFINITY },
      "count: must be a finite number; use a whole number from 0 to 10, such as 2",
    ],
    ["text for a list", { name: "a", list: "b" }, 'list: must be a list, not text; write ["b"]'],
    ["a wrong item of a list", { name: "a", list: ["b", "C"] }, "list[1]: must be lower-case letters; use letters"],
    ["a wrong plain value of an input", { name: "a", image: "A" }, "image: must be lower-case letters; name an image"],
    [
      "a wrong type of an input",
      { name: "a", byName: { x: 1 } },
      'byName.x: must be text, not a number; put it in quotes: "1"',
    ],
    [
      "a value that no alternative accepts",
      { name: "a", source: 5 },
      "source: must be a name, { claim } or false; write a name",
    ],
    [
      "a value that the alternative of its type rejects",
      { name: "a", source: { claim: "B" } },
      "source.claim: must be lower-case letters; use letters",
    ],
  ])("tells %s", (_, given, expected) => {
    expect(reported(given)).toEqual([expected]);
  });
});

describe("withExamples", () => {
  it("replaces each wrong value by an example or nothing, and keeps values that cannot be copied", () => {
    const image = pulumi.output("x");
    const given = { name: 5, count: "2", list: ["b", "C"], image, more: 1 };
    const { error } = schema.safeParse(given);
    const wrong = error ? schemaIssues(schema, given, error, dialect) : [];
    const value = withExamples(schema, given, wrong);
    expect(value).toMatchObject({ name: "abc", count: 2, list: ["b", "abc"] });
    expect(value?.image).toBe(image);
    expect(given).toMatchObject({ name: 5, more: 1 });
  });
});
