import type { RequestRates } from "../serving/serviceLevelObjectives/burnRate";
import { bucketMatcher } from "../serving/serviceLevelObjectives/histogram";
import type { ServiceLevels } from "../serving/serviceLevelObjectives/objectives";

export interface GatewayTarget {
  readonly namespace: string;
  /** Services behind the route: one for each version. */
  readonly services: readonly string[];
}

/**
 * Returns the rates of failed requests at the gateway, because KServe's servers count no errors. They include requests
 * that no pod could answer, but not requests that bypass the gateway.
 */
export function failedAtGateway(target: GatewayTarget): RequestRates {
  return {
    bad: (range) => rate("istio_requests_total", target, range, 'response_code=~"5.."'),
    all: (range) => rate("istio_requests_total", target, range),
  };
}

/**
 * Returns the rates of requests that took longer than the objective, measured at the gateway from the first to the last
 * byte.
 */
export function slowAtGateway(target: GatewayTarget, { latencySeconds }: ServiceLevels): RequestRates {
  const metric = "istio_request_duration_milliseconds";
  const all = (range: string) => rate(`${metric}_count`, target, range);
  const inTime = (range: string) =>
    rate(`${metric}_bucket`, target, range, bucketMatcher(Math.round(latencySeconds * 1000)));
  return { all, bad: (range) => `(${all(range)} - ${inTime(range)})` };
}

function rate(metric: string, { namespace, services }: GatewayTarget, range: string, matcher?: string): string {
  const matchers = [
    `destination_service_namespace="${namespace}"`,
    `destination_service_name=~"${services.join("|")}"`,
    ...(matcher === undefined ? [] : [matcher]),
  ];
  return `sum(rate(${metric}{${matchers.join(",")}}[${range}]))`;
}
