import { requestMetrics } from "../../core/services/requestMetrics";
import { addresses } from "../observability/endpoints";

/**
 * Pods of the new version: of the Deployment `{{ target }}`, not of `{{ target }}-primary`. Names of pods end with
 * the hash of their template and five characters, both of this alphabet of Kubernetes.
 */
const newVersion = `namespace="{{ namespace }}",pod=~"{{ target }}-[bcdfghjklmnpqrstvwxz2456789]+-[bcdfghjklmnpqrstvwxz2456789]{5}"`;

const requests = (matcher = "") => `${requestMetrics.requests}{${newVersion}${matcher}}[{{ interval }}]`;

/**
 * A metric is judged only if the new version answered at least `minimumRequests` requests in the interval. With
 * fewer, it has the value 0, which every threshold accepts: Flagger counts a query without a result as a failure.
 */
function withMinimumRequests(expression: string): string {
  return `(${expression}) and on () (sum(increase(${requests()})) >= {{ variables.minimumRequests }}) or on () vector(0)`;
}

/** A MetricTemplate that all Canaries may use, with the variable `minimumRequests`. */
export interface MetricTemplate {
  /** Name of the object in Flagger's namespace. */
  readonly name: string;
  /** PromQL with the variables of Flagger. Its result has the unit of the threshold. */
  readonly query: string;
}

/** Templates for the metrics that every `ModelService` has. See docs/workloads/model-service.md. */
export const metricTemplates: readonly MetricTemplate[] = [
  {
    // Percentage of requests with a server error.
    name: "model-errors",
    query: withMinimumRequests(
      `100 * (sum(rate(${requests(',code=~"5.."')})) or vector(0)) / sum(rate(${requests()}))`,
    ),
  },
  {
    // 99th percentile of the duration, in seconds. At most the highest finite bound of the histogram.
    name: "model-latency",
    query: withMinimumRequests(
      `histogram_quantile(0.99, sum by (le) (rate(${requestMetrics.duration}_bucket{${newVersion}}[{{ interval }}])))`,
    ),
  },
];

/** Returns the `spec` of a MetricTemplate. Prometheus has no login: network policies admit the platform only. */
export function metricTemplateSpec({ query }: MetricTemplate) {
  return { provider: { type: "prometheus", address: addresses.prometheus }, query };
}
