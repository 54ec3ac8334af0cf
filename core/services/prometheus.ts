/** Where Prometheus runs, by its namespace and the labels of its pods. */
export const prometheusPods = { namespace: "monitoring", labels: { "app.kubernetes.io/name": "prometheus" } } as const;
