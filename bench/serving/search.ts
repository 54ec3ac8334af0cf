/** Measurements of a load at one rate. */
export interface Measurement {
  readonly rate: number;
  readonly requests: number;
  readonly misses: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
}

/** Limit of the 99th percentile, ms. */
export const latencyLimitMs = 100;

/** Whether a server keeps up with a rate: every answer is 200, and the 99th percentile is below the limit. */
export function keepsUp({ misses, p99_ms }: Measurement): boolean {
  return misses === 0 && p99_ms < latencyLimitMs;
}

/**
 * Returns the measurement of the highest rate with which a server keeps up: it doubles the rate until the server falls
 * behind, and then halves the interval until it is 10 % wide. A rate is repeated once before it counts as too high,
 * because one pause of the machine spoils a run.
 */
export async function highestRate(
  measure: (rate: number) => Promise<Measurement>,
  start: number,
): Promise<Measurement | undefined> {
  let best: Measurement | undefined;
  let tooHigh: number | undefined;
  for (let rate = start; tooHigh === undefined || tooHigh / (best?.rate ?? start / 4) > 1.1; ) {
    const first = await measure(rate);
    const measurement = keepsUp(first) ? first : await measure(rate);
    if (keepsUp(measurement)) best = measurement;
    else tooHigh = rate;
    if (best === undefined && rate < start / 16) return undefined;
    const low: number = best?.rate ?? rate / 4;
    rate = Math.round(tooHigh === undefined ? low * 2 : Math.sqrt(low * tooHigh));
  }
  return best;
}
