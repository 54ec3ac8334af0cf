import { describe, expect, it } from "vitest";
import { nearest } from "../../../core/text/nearest";

const commands = ["up", "preview", "refresh", "destroy"];

describe("nearest", () => {
  it.each([
    ["prevew", "preview"],
    ["PREVIEW", "preview"],
    ["uo", "up"],
    ["refrehs", "refresh"],
  ])("takes %s for %s", (word, meant) => {
    expect(nearest(word, commands)).toBe(meant);
  });

  it.each(["", "status", "down", "prev", "x"])("finds no similar word for %j", (word) => {
    expect(nearest(word, commands)).toBeUndefined();
  });

  it("returns the known word in its own spelling", () => {
    expect(nearest("natgateways", ["natGateways", "endpoints"])).toBe("natGateways");
  });

  it("returns nothing without known words", () => {
    expect(nearest("up", [])).toBeUndefined();
  });

  it.each([
    ["canaries", "canary"],
    ["resource", "resources"],
    ["jbo", "job"],
  ])("corrects %s to %s: singular or plural, or swapped letters", (word, meant) => {
    expect(nearest(word, ["canary", "job", "image", "resources"])).toBe(meant);
  });
});
