import { describe, expect, it } from "vitest";
import { mostSimilar } from "../../../components/compute/alternatives";

const without =
  (...families: readonly string[]) =>
  (type: string) =>
    !families.includes(type.split(".")[0] ?? "");

describe("the most similar instance type", () => {
  it.each([
    ["m7i.xlarge", ["m7i"], "m6i.xlarge"],
    ["m7g.xlarge", ["m7g"], "c7g.2xlarge"],
    ["g6.12xlarge", ["g6"], "gr6.8xlarge"],
    ["g6.12xlarge", ["g6", "gr6"], "g5.12xlarge"],
    ["p5.48xlarge", ["p5"], "p5e.48xlarge"],
    ["trn1.32xlarge", ["trn1"], "trn1n.32xlarge"],
  ])("for %s without %s is %s", (type, families, expected) => {
    expect(mostSimilar(type, without(...families))?.type).toBe(expected);
  });

  it("is undefined if none is accepted, or the type is not in the catalogue", () => {
    expect(mostSimilar("p5.48xlarge", () => false)).toBeUndefined();
    expect(mostSimilar("p9.48xlarge", () => true)).toBeUndefined();
  });
});
