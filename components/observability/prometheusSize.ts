/** Size of Prometheus. */
export interface PrometheusSize {
  /** Retention of samples, days. Older samples are deleted earlier if the volume is full. */
  readonly retentionDays: number;
  /**
   * Volume of each replica, GiB: the size of new claims. Existing claims keep theirs. It costs 0.08 USD a month for
   * each GiB (us-east-1).
   */
  readonly storageGibibytes: number;
  /** Part of the volume that samples may fill, GiB: at most `largestRetention` of the smallest claim. */
  readonly retentionGibibytes: number;
  /** Memory of each replica, MiB: about 2 GiB for 300,000 series. */
  readonly memoryMebibytes: number;
}

/** Returns how much of a volume samples may fill, GiB: samples that are being written and compacted need the rest. */
export function largestRetention(storageGibibytes: number): number {
  return Math.floor((storageGibibytes * 8) / 10);
}
