import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Kind, mostExpensiveMix } from "../../../plan/cost/mix";

const kinds = fc.array(fc.record({ weight: fc.integer({ min: 1, max: 12 }), cost: fc.integer({ min: 1, max: 100 }) }), {
  minLength: 1,
  maxLength: 4,
});

function total(of: readonly Kind[], counts: readonly number[], part: keyof Kind): number {
  return of.reduce((sum, kind, index) => sum + kind[part] * (counts[index] ?? 0), 0);
}

/** The highest cost, by trying every number of each kind. */
function highest([first, ...others]: readonly Kind[], limit: number): number {
  if (!first) return 0;
  const counts = Array.from({ length: Math.floor(limit / first.weight) + 1 }, (_, count) => count);
  return Math.max(...counts.map((count) => count * first.cost + highest(others, limit - count * first.weight)));
}

describe("mostExpensiveMix", () => {
  it("counts whole nodes", () => {
    expect(mostExpensiveMix([{ weight: 4, cost: 5 }], 3)).toEqual([0]);
    expect(mostExpensiveMix([{ weight: 4, cost: 5 }], 11)).toEqual([2]);
  });

  it("mixes types if that costs more", () => {
    const one = { weight: 1, cost: 1 };
    const four = { weight: 4, cost: 4.5 };
    expect(mostExpensiveMix([one, four], 7)).toEqual([3, 1]);
    expect(mostExpensiveMix([], 7)).toEqual([]);
  });

  it("takes limits of any size", () => {
    const [ones = 0, fours = 0] = mostExpensiveMix(
      [
        { weight: 1, cost: 1 },
        { weight: 4, cost: 4.5 },
      ],
      1e9 + 3,
    );
    expect([ones, fours]).toEqual([3, 250_000_000]);
  });

  it("stays within the limit and costs as much as the most expensive of all combinations", () => {
    fc.assert(
      fc.property(kinds, fc.integer({ min: 0, max: 24 }), (of, limit) => {
        const counts = mostExpensiveMix(of, limit);
        expect(total(of, counts, "weight")).toBeLessThanOrEqual(limit);
        expect(total(of, counts, "cost")).toBe(highest(of, limit));
      }),
      { numRuns: 60 },
    );
  });

  it("never returns a cheaper mix for a higher limit, even for limits so high that only nodes of the best kind are added", () => {
    fc.assert(
      fc.property(kinds, fc.integer({ min: 0, max: 2000 }), (of, limit) => {
        const cost = (at: number) => total(of, mostExpensiveMix(of, at), "cost");
        expect(cost(limit + 1)).toBeGreaterThanOrEqual(cost(limit));
      }),
    );
  });
});
