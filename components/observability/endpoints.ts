import { prometheusPods } from "../../core/services/prometheus";

/** Namespace of Prometheus, Alertmanager and Grafana. */
export const monitoringNamespace = prometheusPods.namespace;

/** Namespace of agents that access their node. No other pods may do so. */
export const agentsNamespace = "node-agents-system";

/** Name of the chart and its release: the prefix of its objects' names. */
const stack = "kube-prometheus-stack";

/** URLs of the Services inside the cluster. */
export const addresses = {
  prometheus: `http://${stack}-prometheus.${monitoringNamespace}.svc:9090`,
  alertmanager: `http://${stack}-alertmanager.${monitoringNamespace}.svc:9093`,
  grafana: `http://grafana.${monitoringNamespace}.svc:80`,
} as const;

/** Ports of pods, for network policies. */
export const ports = {
  prometheus: 9090,
  alertmanager: 9093,
  grafana: 3000,
  operator: 10250,
  dcgmExporter: 9400,
} as const;

/** Labels of pods, as the charts and the Prometheus operator set them. */
export const podLabels = {
  prometheus: prometheusPods.labels,
  alertmanager: { "app.kubernetes.io/name": "alertmanager" },
  grafana: { "app.kubernetes.io/name": "grafana" },
} as const;
