import { assert, constantFrom, dictionary, jsonValue, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonText } from "../../../core/json/text";

const long = "a".repeat(100);

describe("jsonText", () => {
  it("keeps what is short on one line, and gives each part of what is long its own", () => {
    expect(jsonText({ name: "one", list: [1, 2], long: [long, long] })).toBe(
      ["{", '"list": [1, 2],', '"long": [', `"${long}",`, `"${long}"`, "],", '"name": "one"', "}\n"].join("\n"),
    );
    expect(jsonText({})).toBe("{}\n");
  });

  it("is equal for equal values, whatever the order of their keys", () => {
    expect(jsonText({ b: { d: 1, c: 2 }, a: null })).toBe('{"a": null, "b": {"c": 2, "d": 1}}\n');
    expect(jsonText({ a: null, b: { c: 2, d: 1 } })).toBe('{"a": null, "b": {"c": 2, "d": 1}}\n');
  });

  it("leaves out what is undefined, as JSON.stringify does", () => {
    expect(jsonText({ a: undefined, b: [undefined, 1] })).toBe('{"b": [null, 1]}\n');
  });

  it("is read back as the same value", () => {
    assert(
      property(dictionary(constantFrom("a", "b", long), jsonValue()), (value) => {
        expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
