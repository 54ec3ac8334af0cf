/** Namespace and pod labels of Prometheus, for network policies. */
export const prometheusPods = { namespace: "monitoring", labels: { "app.kubernetes.io/name": "prometheus" } } as const;
