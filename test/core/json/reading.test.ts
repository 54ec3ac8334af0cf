import { describe, expect, it } from "vitest";
import { fieldOf, listOf, numberOf, objectOf, textOf, textOrEmpty, textsOf } from "../../../core/json/reading";

const value = { spec: { name: "a", count: 0, hosts: ["x", 1, "y", null], inner: { empty: "" } } };

describe("readers of JSON", () => {
  it("return the value at a path", () => {
    expect(fieldOf(value, "spec", "count")).toBe(0);
    expect(objectOf(value, "spec", "inner")).toEqual({ empty: "" });
    expect(listOf(value, "spec", "hosts")).toEqual(["x", 1, "y", null]);
    expect(textsOf(value, "spec", "hosts")).toEqual(["x", "y"]);
    expect(textOf(value, "spec", "name")).toBe("a");
    expect(textOf(value, "spec", "inner", "empty")).toBe("");
    expect(numberOf(value, "spec", "count")).toBe(0);
    expect(textOrEmpty(value, "spec", "name")).toBe("a");
  });

  it.each([
    [undefined, ["spec"]],
    [null, ["spec"]],
    [[], ["0"]],
    ["text", ["length"]],
    [value, ["spec", "name", "length"]],
    [value, ["spec", "absent", "deeper"]],
  ])("return nothing for %j at %j", (holder, path) => {
    expect(fieldOf(holder, ...path)).toBeUndefined();
    expect(objectOf(holder, ...path)).toEqual({});
    expect(listOf(holder, ...path)).toEqual([]);
    expect(textsOf(holder, ...path)).toEqual([]);
    expect(textOf(holder, ...path)).toBeUndefined();
    expect(numberOf(holder, ...path)).toBeUndefined();
    expect(textOrEmpty(holder, ...path)).toBe("");
  });

  it("return nothing for values of another type", () => {
    expect(textOf(value, "spec", "count")).toBeUndefined();
    expect(numberOf(value, "spec", "name")).toBeUndefined();
    expect(objectOf(value, "spec", "hosts")).toEqual({});
    expect(listOf(value, "spec")).toEqual([]);
  });
});
