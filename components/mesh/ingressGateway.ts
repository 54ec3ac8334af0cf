/**
 * Where the gateway's pods run, by their namespace and their labels: a served model's network policy lets them in at the
 * port of its own pods.
 */
export const gatewayPods = { namespace: "istio-ingress", labels: { istio: "ingress-gateway" } } as const;
