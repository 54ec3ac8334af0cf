import type { Series } from "../support/promtool";

/** Alerts that fire at a minute. */
export interface Firing {
  readonly minute: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** What an alert is shown: series in which nothing is wrong, then something is, then nothing any more. */
export interface AlertCase {
  readonly alert: string;
  /** Name of its group, where alerts of several workloads have this name. @default - the only one */
  readonly group?: string;
  readonly series: Series;
  /** Minutes at which nothing is wrong, or not for long enough. */
  readonly silent: readonly number[];
  readonly fires: readonly Firing[];
  /** A minute after which nothing is wrong any more, and at which it does not fire. */
  readonly clears: number;
  /** What makes this case another than the usual one. */
  readonly about?: string;
}
