/** Size of Prometheus. */
export interface PrometheusSize {
  /** Retention of samples, days. Older samples are deleted earlier if the volume is full. */
  readonly retentionDays: number;
  /** Volume of each replica, GiB. It costs 0.08 USD a month for each GiB (us-east-1). */
  readonly storageGibibytes: number;
  /** Memory of each replica, MiB: about 2 GiB for 300,000 series. */
  readonly memoryMebibytes: number;
}
