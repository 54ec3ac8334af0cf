import { assert, constantFrom, dictionary, jsonValue, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonText } from "../../../core/json/text";

const long = "a".repeat(100);

describe("jsonText", () => {
  it("writes short values on one line, and each part of a long value on its own line", () => {
    expect(jsonText({ name: "one", list: [1, 2], long: [long, long] })).toBe(
      ["{", '"list": [1, 2],', '"long": [', `"${long}",`, `"${long}"`, "],", '"name": "one"', "}\n"].join("\n"),
    );
    expect(jsonText({})).toBe("{}\n");
  });

  it("is equal for equal values with keys in any order", () => {
    expect(jsonText({ b: { d: 1, c: 2 }, a: null })).toBe('{"a": null, "b": {"c": 2, "d": 1}}\n');
    expect(jsonText({ a: null, b: { c: 2, d: 1 } })).toBe('{"a": null, "b": {"c": 2, "d": 1}}\n');
  });

  it("omits undefined values, as JSON.stringify does", () => {
    expect(jsonText({ a: undefined, b: [undefined, 1] })).toBe('{"b": [null, 1]}\n');
  });

  it("parses to the same value", () => {
    assert(
      property(dictionary(constantFrom("a", "b", long), jsonValue()), (value) => {
        expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
