import type { Series } from "../support/promtool";

/** Alerts that fire at a minute. */
export interface Firing {
  readonly minute: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Test data of an alert: series that are healthy, then faulty, then healthy again. */
export interface AlertCase {
  readonly alert: string;
  /** Name of its group, if several workloads have an alert with this name. @default - the only one */
  readonly group?: string;
  readonly series: Series;
  /** Minutes without a fault, or with a fault that is too short. */
  readonly silent: readonly number[];
  readonly fires: readonly Firing[];
  /** A minute after the end of the fault, at which the alert does not fire. */
  readonly clears: number;
  /** How this case differs from the usual one. */
  readonly about?: string;
}
