import type { PrometheusSize } from "./prometheusSize";

/** Series that fit into the memory, as documented for the setting: 300,000 in 2 GiB. */
const seriesPerMebibyte = 300_000 / 2048;

/** Size of a sample in a query, bytes: a timestamp and a value. */
const bytesPerSample = 16;

/** Maximum number of samples of one target: ten times the usual number of a model server. */
const sampleLimit = 10_000;

/**
 * Limits of Prometheus, so that no single target, monitor or query can use up its memory and thereby stop all alerts.
 */
export interface PrometheusLimits {
  /** Maximum number of series in memory. */
  readonly series: number;
  /** Maximum number of samples of one target with metrics of a whole node, the whole cluster or all models. */
  readonly largeSampleLimit: number;
  /** Maximum number of samples that a query may load. */
  readonly querySamples: number;
}

export function prometheusLimits({ memoryMebibytes }: Pick<PrometheusSize, "memoryMebibytes">): PrometheusLimits {
  const series = Math.floor(memoryMebibytes * seriesPerMebibyte);
  return {
    series,
    largeSampleLimit: Math.floor(series / 2),
    // An eighth of the memory.
    querySamples: Math.floor((memoryMebibytes * 1024 * 1024) / 8 / bytesPerSample),
  };
}

/** Returns the limits in the `spec` of a Prometheus. All samples of a target that exceeds a limit are dropped. */
export function limitValues(size: Pick<PrometheusSize, "memoryMebibytes">) {
  const { largeSampleLimit, querySamples } = prometheusLimits(size);
  return {
    // Default of monitors without a limit.
    sampleLimit,
    // Maximum, also for monitors with a limit.
    enforcedSampleLimit: largeSampleLimit,
    enforcedTargetLimit: 1000,
    enforcedLabelLimit: 64,
    enforcedLabelNameLengthLimit: 256,
    enforcedLabelValueLengthLimit: 2048,
    enforcedBodySizeLimit: "100MB",
    // Adds `scrape_sample_limit` to the metrics of each target.
    enableFeatures: ["extra-scrape-metrics"],
    query: { maxSamples: querySamples, maxConcurrency: 10, timeout: "1m" },
  };
}
