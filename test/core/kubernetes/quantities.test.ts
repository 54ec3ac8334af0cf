import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binaryQuantity } from "../../../core/kubernetes/quantities";

/** Mebibytes of a quantity. */
function mebibytes(quantity: string): number {
  const [, figure = "", unit = ""] = /^(\d+)(Mi|Gi|Ti|Pi)?$/.exec(quantity) ?? [];
  return Number(figure) * 1024 ** Math.max(["Mi", "Gi", "Ti", "Pi"].indexOf(unit), 0);
}

describe("binaryQuantity", () => {
  it.each([
    [0, "0"],
    [1, "1Mi"],
    [1025, "1025Mi"],
    [1024, "1Gi"],
    [1536 * 1024, "1536Gi"],
    [1024 * 1024, "1Ti"],
  ])("writes %d MiB as Kubernetes does", (given, expected) => {
    expect(binaryQuantity(given)).toBe(expected);
  });

  it("loses nothing and stands in the largest whole unit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 }), fc.constantFrom(1, 1024, 1024 ** 2), (count, unit) => {
        const written = binaryQuantity(count * unit);
        expect(mebibytes(written)).toBe(count * unit);
        const figure = Number.parseInt(written, 10);
        expect(figure % 1024 !== 0 || written.endsWith("Pi")).toBe(true);
      }),
    );
  });
});
