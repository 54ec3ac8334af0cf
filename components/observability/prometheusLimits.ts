import type { PrometheusSize } from "./prometheusSize";

/** Series that Prometheus holds by its memory, as the setting says: 300,000 in 2 GiB. */
const seriesPerMebibyte = 300_000 / 2048;

/** A sample of a query's, bytes: a timestamp and a value. */
const bytesPerSample = 16;

/** Samples of one target: ten times what a server of models usually has. */
const sampleLimit = 10_000;

/** What Prometheus takes, so that no single target, monitor or query ends it, and with it everybody's alerts. */
export interface PrometheusLimits {
  /** Series in memory. */
  readonly series: number;
  /** Samples of one target of those that tell of a whole node, a whole cluster or all models. */
  readonly largeSampleLimit: number;
  /** Samples that a query may hold in memory. */
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

/** Limits in the `spec` of a Prometheus. A target beyond one of them is not scraped, and nothing of it is kept. */
export function limitValues(size: Pick<PrometheusSize, "memoryMebibytes">) {
  const { largeSampleLimit, querySamples } = prometheusLimits(size);
  return {
    // Of monitors that say nothing else.
    sampleLimit,
    // Whatever a monitor says.
    enforcedSampleLimit: largeSampleLimit,
    enforcedTargetLimit: 1000,
    enforcedLabelLimit: 64,
    enforcedLabelNameLengthLimit: 256,
    enforcedLabelValueLengthLimit: 2048,
    enforcedBodySizeLimit: "100MB",
    // `scrape_sample_limit` of each target, beside what it brings.
    enableFeatures: ["extra-scrape-metrics"],
    query: { maxSamples: querySamples, maxConcurrency: 10, timeout: "1m" },
  };
}
