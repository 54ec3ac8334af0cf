import { describe, expect, it } from "vitest";
import { highestRate, keepsUp, type Measurement } from "../../../bench/serving/search";

/** Figures of a server that keeps up below a rate. */
function measurement(rate: number, capacity: number): Measurement {
  const fast = rate < capacity;
  return { rate, requests: rate, misses: fast ? 0 : 1, p50_ms: 5, p99_ms: fast ? 20 : 900 };
}

describe("the highest rate of a server", () => {
  it.each([60, 90, 130, 1_000, 7_777])("is found within 10 %% below %i requests per second", async (capacity) => {
    const rates: number[] = [];
    const best = await highestRate(async (rate) => {
      rates.push(rate);
      return measurement(rate, capacity);
    }, 50);
    expect(best?.rate).toBeLessThan(capacity);
    expect(best?.rate).toBeGreaterThan(capacity / 1.15);
    expect(rates.length).toBeLessThan(25);
  });

  it("is found below the first rate", async () => {
    const best = await highestRate(async (rate) => measurement(rate, 20), 50);
    expect(best?.rate).toBeGreaterThan(17);
    expect(best?.rate).toBeLessThan(20);
  });

  it("does not end at one pause of the machine", async () => {
    let paused = false;
    const best = await highestRate(async (rate) => {
      if (rate !== 100 || paused) return measurement(rate, 500);
      paused = true;
      return measurement(rate, 1);
    }, 50);
    expect(best?.rate).toBeGreaterThan(430);
  });

  it("does not exist if the server never keeps up", async () => {
    expect(await highestRate(async (rate) => measurement(rate, 0), 50)).toBeUndefined();
  });

  it("needs every answer to be 200, and the 99th percentile below 100 ms", () => {
    expect(keepsUp({ ...measurement(1, 2), misses: 1 })).toBe(false);
    expect(keepsUp({ ...measurement(1, 2), p99_ms: 100 })).toBe(false);
    expect(keepsUp({ ...measurement(1, 2), p99_ms: 99.9 })).toBe(true);
  });
});
