/**
 * Times of the connections from clients through the gateway to servers. Each hop must close an idle connection before
 * the next hop does. Otherwise a request arrives on a connection that is just being closed, and the client gets a 503
 * or a reset.
 */

/** Longest time that a request may take at the gateway, seconds. */
export const longestRequestSeconds = 3600;

/** Time for which Envoy keeps an idle connection of a client open by default, seconds. */
const envoyClientIdleSeconds = 3600;

/**
 * Time after which the load balancer forgets a connection without traffic, seconds. It is longer than the longest
 * request, which may be silent until its answer, and than Envoy's limit. AWS allows 60 to 6000, and the default is 350:
 * see `ListenerAttribute` in
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html.
 */
export const loadBalancerIdleSeconds = Math.max(longestRequestSeconds, envoyClientIdleSeconds) + 60;

/**
 * Minimum time for which a server behind the gateway must keep an idle connection open, seconds: the default of uvicorn
 * and of Node.js. KServe's servers keep it open for 65 seconds, see `--timeout-keep-alive` in
 * https://github.com/kserve/kserve/blob/v0.20.0/python/kserve/kserve/model_server.py.
 */
export const serverKeepAliveSeconds = 5;

/** Time by which the gateway closes an idle connection before the server may, seconds. */
const marginSeconds = 2;

/**
 * Time after which the gateway closes an idle connection to a server, seconds. Envoy's default is an hour. A new
 * connection within the cluster costs about a millisecond.
 */
export const gatewayIdleSeconds = serverKeepAliveSeconds - marginSeconds;

/**
 * Returns the `spec` of the DestinationRule for all connections from the gateway to servers in the cluster. Istio reads
 * the rules in the namespace of the client first, and this rule is not visible in other namespaces.
 */
export function backendConnectionsSpec() {
  return {
    host: "*.svc.cluster.local",
    exportTo: ["."],
    trafficPolicy: { connectionPool: { http: { idleTimeout: `${gatewayIdleSeconds}s` } } },
  };
}
