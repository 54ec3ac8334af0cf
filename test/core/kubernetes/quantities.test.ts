import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binaryQuantity, quantityOf } from "../../../core/kubernetes/quantities";

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

  it("is exact and uses the largest unit with a whole number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 }), fc.constantFrom(1, 1024, 1024 ** 2), (count, unit) => {
        const written = binaryQuantity(count * unit);
        expect(quantityOf(written)).toBe(count * unit * 2 ** 20);
        const figure = Number.parseInt(written, 10);
        expect(figure % 1024 !== 0 || written.endsWith("Pi")).toBe(true);
      }),
    );
  });
});

describe("quantityOf", () => {
  it.each([
    [8, 8],
    ["8", 8],
    ["500m", 0.5],
    ["1.5", 1.5],
    ["200Gi", 200 * 2 ** 30],
    ["1Pi", 2 ** 50],
    ["3k", 3000],
    ["2e3", 2000],
    ["0", 0],
  ])("reads %j", (given, expected) => {
    expect(quantityOf(given)).toBe(expected);
  });

  it.each([undefined, null, "", "Gi", "1 Gi", "1gi", "many", "[unknown:urn#size]", {}, ["8"]])(
    "returns no quantity for %j",
    (given) => {
      expect(quantityOf(given)).toBeUndefined();
    },
  );
});
