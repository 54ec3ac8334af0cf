/** Bounds in seconds that a server's histogram and the gateway's both have: an objective is one of them. */
export const durationBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** Matches the bucket of a bound. Prometheus 3 writes a whole one with a decimal, versions before it did not. */
export function bucketMatcher(bound: number): string {
  return Number.isInteger(bound) ? `le=~"${bound}([.]0)?"` : `le="${bound}"`;
}
