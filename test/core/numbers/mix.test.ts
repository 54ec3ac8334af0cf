import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Kind, mostValuableMix } from "../../../core/numbers/mix";

const kinds = fc.array(
  fc.record({ weight: fc.integer({ min: 1, max: 12 }), value: fc.integer({ min: 1, max: 100 }) }),
  {
    minLength: 1,
    maxLength: 4,
  },
);

function total(of: readonly Kind[], counts: readonly number[], part: keyof Kind): number {
  return of.reduce((sum, kind, index) => sum + kind[part] * (counts[index] ?? 0), 0);
}

/** The highest value, by trying every number of each kind. */
function highest([first, ...others]: readonly Kind[], limit: number): number {
  if (!first) return 0;
  const counts = Array.from({ length: Math.floor(limit / first.weight) + 1 }, (_, count) => count);
  return Math.max(...counts.map((count) => count * first.value + highest(others, limit - count * first.weight)));
}

describe("mostValuableMix", () => {
  it("counts whole nodes", () => {
    expect(mostValuableMix([{ weight: 4, value: 5 }], 3)).toEqual([0]);
    expect(mostValuableMix([{ weight: 4, value: 5 }], 11)).toEqual([2]);
  });

  it("mixes kinds if that is worth more", () => {
    const one = { weight: 1, value: 1 };
    const four = { weight: 4, value: 4.5 };
    expect(mostValuableMix([one, four], 7)).toEqual([3, 1]);
    expect(mostValuableMix([], 7)).toEqual([]);
  });

  it("takes limits of any size", () => {
    const [ones = 0, fours = 0] = mostValuableMix(
      [
        { weight: 1, value: 1 },
        { weight: 4, value: 4.5 },
      ],
      1e9 + 3,
    );
    expect([ones, fours]).toEqual([3, 250_000_000]);
  });

  it("stays within the limit and is worth as much as the most valuable of all combinations", () => {
    fc.assert(
      fc.property(kinds, fc.integer({ min: 0, max: 24 }), (of, limit) => {
        const counts = mostValuableMix(of, limit);
        expect(total(of, counts, "weight")).toBeLessThanOrEqual(limit);
        expect(total(of, counts, "value")).toBe(highest(of, limit));
      }),
      { numRuns: 60 },
    );
  });

  it("never returns a less valuable mix for a higher limit, even for limits so high that only nodes of the best kind are added", () => {
    fc.assert(
      fc.property(kinds, fc.integer({ min: 0, max: 2000 }), (of, limit) => {
        const value = (at: number) => total(of, mostValuableMix(of, at), "value");
        expect(value(limit + 1)).toBeGreaterThanOrEqual(value(limit));
      }),
    );
  });
});
