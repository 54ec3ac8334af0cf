import { requestMetrics } from "../../../core/services/requestMetrics";
import type { RequestRates } from "../serving/serviceLevelObjectives/burnRate";
import { bucketMatcher } from "../serving/serviceLevelObjectives/histogram";
import type { ServiceLevels } from "../serving/serviceLevelObjectives/objectives";

/** Service whose requests are counted. */
export interface RequestRatesArgs {
  /** Namespace of the Service: the label `namespace` in Prometheus. */
  readonly namespace: string;
  /** Name of the Service: the label `service` in Prometheus. */
  readonly service: string;
}

/** Returns the rates of requests with a server error. Client errors count as good. */
export function failedRequests(target: RequestRatesArgs): RequestRates {
  return {
    bad: (range) => rate(requestMetrics.requests, target, range, 'code=~"5.."'),
    all: (range) => rate(requestMetrics.requests, target, range),
  };
}

/** Returns the rates of requests that took longer than the objective. */
export function slowRequests(target: RequestRatesArgs, { latencySeconds }: ServiceLevels): RequestRates {
  const { duration } = requestMetrics;
  const all = (range: string) => rate(`${duration}_count`, target, range);
  const inTime = (range: string) => rate(`${duration}_bucket`, target, range, bucketMatcher(latencySeconds));
  return { all, bad: (range) => `(${all(range)} - ${inTime(range)})` };
}

/**
 * Returns a PromQL expression for the requests in flight of all pods together. The average over two minutes: a gauge is
 * read only at each scrape, and a burst between two would look like an idle server.
 */
export function requestsInFlight({ namespace, service }: RequestRatesArgs): string {
  return `sum(avg_over_time(${requestMetrics.inFlight}{namespace="${namespace}",service="${service}"}[2m]))`;
}

/** Returns a PromQL expression that is true if no pod of the service is scraped. */
export function noTargets({ namespace, service }: RequestRatesArgs): string {
  return `absent(up{namespace="${namespace}",service="${service}"} == 1)`;
}

function rate(metric: string, { namespace, service }: RequestRatesArgs, range: string, matcher?: string): string {
  const matchers = [`namespace="${namespace}"`, `service="${service}"`, ...(matcher === undefined ? [] : [matcher])];
  return `sum(rate(${metric}{${matchers.join(",")}}[${range}]))`;
}
