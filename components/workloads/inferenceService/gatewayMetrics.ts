import type { RequestRates } from "../serving/serviceLevelObjectives/burnRate";
import { bucketMatcher } from "../serving/serviceLevelObjectives/histogram";
import type { ServiceLevels } from "../serving/serviceLevelObjectives/objectives";

export interface GatewayTarget {
  readonly namespace: string;
  /** Services behind the route: one a version. */
  readonly services: readonly string[];
}

/**
 * Requests that callers saw fail, as the gateway counts them: KServe's servers count no errors. Those without a pod that
 * could answer are among them. Calls that come by no gateway are not counted.
 */
export function failedAtGateway(target: GatewayTarget): RequestRates {
  return {
    bad: (range) => rate("istio_requests_total", target, range, 'response_code=~"5.."'),
    all: (range) => rate("istio_requests_total", target, range),
  };
}

/** Requests that took longer than the objective, from the gateway's first byte to its last. */
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
