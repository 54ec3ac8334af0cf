import { prometheusPods } from "../../core/services/prometheus";

/** Namespace of Prometheus, Alertmanager and Grafana. */
export const monitoringNamespace = prometheusPods.namespace;

/** Namespace of agents that look into their node, which no other pod may. */
export const agentsNamespace = "node-agents-system";

/** The chart's name, hence the release's: the chart begins every object's name with it. */
const stack = "kube-prometheus-stack";

/** In-cluster addresses, as the chart's Services have them. */
export const addresses = {
  prometheus: `http://${stack}-prometheus.${monitoringNamespace}.svc:9090`,
  alertmanager: `http://${stack}-alertmanager.${monitoringNamespace}.svc:9093`,
  grafana: `http://grafana.${monitoringNamespace}.svc:80`,
} as const;

/** Ports of pods, which network policies are about. */
export const ports = {
  prometheus: 9090,
  alertmanager: 9093,
  grafana: 3000,
  operator: 10250,
  dcgmExporter: 9400,
} as const;

/** Labels of pods, as the charts and Prometheus' operator set them. */
export const podLabels = {
  prometheus: prometheusPods.labels,
  alertmanager: { "app.kubernetes.io/name": "alertmanager" },
  grafana: { "app.kubernetes.io/name": "grafana" },
} as const;
