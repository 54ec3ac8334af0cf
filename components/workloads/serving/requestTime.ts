import { numberField } from "../../../core/schema/fields";
import { longestRequestSeconds } from "../../ingressGateway/connections";

/** Time until gateways and nodes send no new requests to a pod that is terminated, seconds. */
const drainSeconds = 10;

export const requestSecondsField = numberField(1, longestRequestSeconds, {
  description:
    "Maximum time of a request through the gateway until the last byte of its answer, seconds. A pod that is terminated has as much time for its current requests.",
  example: 120,
}).default(60);

/** Times of the end of a pod, seconds. */
export interface Termination {
  /** Time for which the server still runs as before. It gets SIGTERM after it. */
  readonly preStopSeconds: number;
  /** Time after which the kubelet kills the server. */
  readonly graceSeconds: number;
}

/**
 * Returns the times of the end of a pod. Every request that it has received before the gateway knows of its end can
 * take `requestSeconds`. If the server gives its requests less time after SIGTERM, SIGTERM comes later.
 *
 * @param times.shutdownSeconds Time that the server gives current requests after SIGTERM.
 */
export function termination(times: { readonly requestSeconds: number; readonly shutdownSeconds: number }): Termination {
  const { requestSeconds, shutdownSeconds } = times;
  const preStopSeconds = drainSeconds + Math.max(0, requestSeconds - shutdownSeconds);
  return { preStopSeconds, graceSeconds: preStopSeconds + shutdownSeconds };
}
