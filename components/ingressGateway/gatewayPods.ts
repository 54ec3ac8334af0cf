/** Name of the proxies' Deployment, Service and account. */
export const proxies = "ingress-gateway";

/**
 * Where the gateway's pods run, by their namespace and their labels: a served model's network policy lets them in at the
 * port of its own pods.
 */
export const gatewayPods = { namespace: "istio-ingress", labels: { istio: proxies } } as const;

/** Ports of a proxy: of its readiness, of Envoy's metrics, and where it listens for HTTPS. */
export const proxyPorts = { readiness: 15021, metrics: 15090, https: 443 } as const;
