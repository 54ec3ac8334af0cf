import type { AlertGroup } from "../alertGroup";
import { prometheusLimits } from "../prometheusLimits";
import type { PrometheusSize } from "../prometheusSize";

/** Share of a limit at which the alert fires. */
const warnAt = 0.8;

/** Number of samples of a target after relabelling, kept or not. */
const samples = "scrape_samples_post_metric_relabeling";

/**
 * What Prometheus refuses, or soon will, and controllers that it does not reach.
 *
 * @param jobs Of controllers without whose metrics alerts are silent.
 */
export function scrapes(size: Pick<PrometheusSize, "memoryMebibytes">, jobs: readonly string[]): AlertGroup {
  const { series } = prometheusLimits(size);
  return {
    name: "scrapes",
    alerts: [
      {
        name: "MetricsRejected",
        expression: `count by (namespace, job) (up == 0 and ${samples} > 0)`,
        forMinutes: 10,
        severity: "warning",
        summary: "Prometheus rejects the metrics of {{ $labels.job }} in {{ $labels.namespace }}",
        description:
          "{{ $value }} targets answer with more samples or labels than one target may have, or with what is no metrics. No alert about " +
          "them can fire.",
        runbook: "scrapes",
      },
      {
        name: "MetricsNearLimit",
        expression: `max by (namespace, job) (${samples} / (scrape_sample_limit > 0)) > ${warnAt}`,
        forMinutes: 15,
        severity: "warning",
        summary:
          "A target of {{ $labels.job }} in {{ $labels.namespace }} is at {{ $value | humanizePercentage }} of its limit of samples",
        description:
          "Beyond the limit, Prometheus keeps nothing of the target. A label with ever new values is the usual cause.",
        runbook: "scrapes",
      },
      {
        name: "PrometheusNearCapacity",
        expression:
          `topk(1, sum by (namespace) (${samples})) ` +
          `and on () (max(prometheus_tsdb_head_series) > ${Math.floor(series * warnAt)})`,
        forMinutes: 15,
        severity: "warning",
        summary: `Prometheus holds more than ${warnAt * 100} % of the series that its memory is for`,
        description:
          "Beyond that it is killed, and no alert fires. Most samples come from {{ $labels.namespace }}: {{ $value }}.",
        runbook: "scrapes",
      },
      {
        name: "ControllerMetricsMissing",
        expression: jobs.map(missing).join(" or "),
        forMinutes: 15,
        severity: "warning",
        summary: "Prometheus has no metrics of {{ $labels.job }} for 15 minutes",
        description: "No alert about what it looks after can fire.",
        runbook: "scrapes",
      },
    ],
  };
}

function missing(job: string): string {
  return `label_replace(absent(up{job="${job}"} == 1), "job", "${job}", "", "")`;
}
