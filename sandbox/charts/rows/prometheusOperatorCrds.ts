import type { CustomKind } from "../customKind";
import type { StandIn } from "../standIn";

function kind(version: "v1" | "v1alpha1", name: string, plural = `${name.toLowerCase()}s`): CustomKind {
  return { group: "monitoring.coreos.com", version, kind: name, plural, namespaced: true };
}

const kinds: readonly CustomKind[] = [
  kind("v1alpha1", "AlertmanagerConfig"),
  kind("v1", "Alertmanager"),
  kind("v1", "PodMonitor"),
  kind("v1", "Probe"),
  kind("v1alpha1", "PrometheusAgent"),
  kind("v1", "Prometheus", "prometheuses"),
  kind("v1", "PrometheusRule"),
  kind("v1alpha1", "ScrapeConfig"),
  kind("v1", "ServiceMonitor"),
  kind("v1", "ThanosRuler"),
];

export const prometheusOperatorCrds: StandIn = {
  source: "github.com/prometheus-community/helm-charts prometheus-operator-crds-31.0.1, operator v0.93.1",
  values: { crds: { annotations: {} } },
  workloads: [],
  definitions: { folder: "prometheus-operator", place: "templates", kinds },
};
