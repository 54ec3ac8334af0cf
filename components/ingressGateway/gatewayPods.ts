/** Name of the proxies' Deployment, Service and service account. */
export const proxies = "ingress-gateway";

/**
 * Namespace and labels of the gateway's pods. Network policies of served models allow ingress from these pods.
 */
export const gatewayPods = { namespace: "istio-ingress", labels: { istio: proxies } } as const;

/** Ports of a proxy: readiness probe, Envoy's metrics and HTTPS. */
export const proxyPorts = { readiness: 15021, metrics: 15090, https: 443 } as const;
