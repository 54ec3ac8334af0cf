/**
 * Bucket bounds that the histograms of servers and of the gateway share, seconds. A latency objective must be one of
 * them.
 */
export const durationBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** Returns the label matcher of a bucket. Prometheus 3 writes whole bounds with a decimal, earlier versions without. */
export function bucketMatcher(bound: number): string {
  return Number.isInteger(bound) ? `le=~"${bound}([.]0)?"` : `le="${bound}"`;
}
