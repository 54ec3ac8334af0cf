import type { RequestRates } from "../serving/serviceLevelObjectives/burnRate";
import { bucketMatcher } from "../serving/serviceLevelObjectives/histogram";
import type { ServiceLevels } from "../serving/serviceLevelObjectives/objectives";

/**
 * Metrics that a model server's image has to have at `/metrics`: the contract of docs/workloads/model-service.md. Health checks
 * and `/metrics` itself are not counted.
 */
export const requestMetrics = {
  /** Counter by `code`, the status of HTTP. */
  requests: "model_requests_total",
  /** Histogram, seconds, with the bounds of `durationBounds` at least. */
  duration: "model_request_duration_seconds",
  /** Gauge. */
  inFlight: "model_requests_in_flight",
  /** Gauge that is 1, by `name` and `version`. */
  info: "model_info",
} as const;

export interface RequestRatesArgs {
  readonly namespace: string;
  /** Name of the Service, which Prometheus makes a label. */
  readonly service: string;
}

/** Requests that the server failed. Those that the caller got wrong count as good. */
export function failedRequests(target: RequestRatesArgs): RequestRates {
  return {
    bad: (range) => rate(requestMetrics.requests, target, range, 'code=~"5.."'),
    all: (range) => rate(requestMetrics.requests, target, range),
  };
}

/** Requests that took longer than the objective. */
export function slowRequests(target: RequestRatesArgs, { latencySeconds }: ServiceLevels): RequestRates {
  const { duration } = requestMetrics;
  const all = (range: string) => rate(`${duration}_count`, target, range);
  const inTime = (range: string) => rate(`${duration}_bucket`, target, range, bucketMatcher(latencySeconds));
  return { all, bad: (range) => `(${all(range)} - ${inTime(range)})` };
}

/** PromQL that is true where no pod of the service is scraped. */
export function noTargets({ namespace, service }: RequestRatesArgs): string {
  return `absent(up{namespace="${namespace}",service="${service}"} == 1)`;
}

function rate(metric: string, { namespace, service }: RequestRatesArgs, range: string, matcher?: string): string {
  const matchers = [`namespace="${namespace}"`, `service="${service}"`, ...(matcher === undefined ? [] : [matcher])];
  return `sum(rate(${metric}{${matchers.join(",")}}[${range}]))`;
}
