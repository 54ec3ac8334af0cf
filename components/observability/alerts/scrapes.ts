import type { AlertGroup } from "../alertGroup";
import { prometheusLimits } from "../prometheusLimits";
import type { PrometheusSize } from "../prometheusSize";

/** Share of a limit at which the alert fires. */
const warnAt = 0.8;

/** Number of samples of a target after relabelling, including samples that Prometheus rejects. */
const samples = "scrape_samples_post_metric_relabeling";

/**
 * Targets whose metrics Prometheus rejects or will soon reject, and controllers that it cannot scrape.
 *
 * @param jobs Values of the label `job` of controllers whose metrics alerts need.
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
          "{{ $value }} targets return more samples or labels than allowed for one target, or no valid metrics. Alerts about them " +
          "cannot fire.",
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
          "Above the limit, Prometheus drops all samples of the target. The usual cause is a label with unbounded values.",
        runbook: "scrapes",
      },
      {
        name: "PrometheusNearCapacity",
        expression:
          `topk(1, sum by (namespace) (${samples})) ` +
          `and on () (max(prometheus_tsdb_head_series) > ${Math.floor(series * warnAt)})`,
        forMinutes: 15,
        severity: "warning",
        summary: `Prometheus holds more than ${warnAt * 100} % of the series that fit into its memory`,
        description:
          "Without free memory it is killed, and no alert fires. Most samples come from {{ $labels.namespace }}: {{ $value }}.",
        runbook: "scrapes",
      },
      {
        name: "ControllerMetricsMissing",
        expression: jobs.map(missing).join(" or "),
        forMinutes: 15,
        severity: "warning",
        summary: "Prometheus has had no metrics of {{ $labels.job }} for 15 minutes",
        description: "Alerts about the controller and its objects cannot fire.",
        runbook: "scrapes",
      },
    ],
  };
}

function missing(job: string): string {
  return `label_replace(absent(up{job="${job}"} == 1), "job", "${job}", "", "")`;
}
