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

  it.each(["", "status", "down", "prev", "x"])("takes %j for none of them", (word) => {
    expect(nearest(word, commands)).toBeUndefined();
  });

  it("returns the known word as it is written", () => {
    expect(nearest("natgateways", ["natGateways", "endpoints"])).toBe("natGateways");
  });

  it("knows nothing where nothing is known", () => {
    expect(nearest("up", [])).toBeUndefined();
  });

  it.each([
    ["canaries", "canary"],
    ["resource", "resources"],
    ["jbo", "job"],
  ])("takes %s for %s: another number of the noun, or letters that have changed places", (word, meant) => {
    expect(nearest(word, ["canary", "job", "image", "resources"])).toBe(meant);
  });
});
