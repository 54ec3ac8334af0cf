/** Prometheus' size. */
export interface PrometheusSize {
  /** Days for which samples are kept, if they fit the volume. */
  readonly retentionDays: number;
  /** Volume of each replica, GiB. */
  readonly storageGibibytes: number;
  /** Memory of each replica, MiB: about 2 GiB for 300,000 series. */
  readonly memoryMebibytes: number;
}
