import { serviceFacts } from "../../core/services/serviceFacts";
import { monitoringTraffic } from "./allowedTraffic";
import { monitoringNamespace } from "./endpoints";

export const facts = serviceFacts({
  title: "Prometheus, Alertmanager, Grafana",
  purpose: "metrics, alerts, dashboards",
  namespace: monitoringNamespace,
  charts: {
    "kube-prometheus-stack": {
      chart: "oci://ghcr.io/prometheus-community/charts/kube-prometheus-stack",
      version: "88.5.3",
      source:
        "https://github.com/prometheus-community/helm-charts tag kube-prometheus-stack-88.5.3, commit ea930baeebeb, 2026-08-21",
      verified: true,
      images: [
        "ghcr.io/jkroepke/kube-webhook-certgen:1.8.7",
        "quay.io/prometheus-operator/prometheus-config-reloader:v0.93.1",
        "quay.io/prometheus-operator/prometheus-operator:v0.93.1",
        "quay.io/prometheus/alertmanager:v0.34.0",
        "quay.io/prometheus/node-exporter:v1.12.1-distroless",
        "quay.io/prometheus/prometheus:v3.14.0-distroless",
        "registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0",
      ],
      crds: [],
      checked: "2026-11-24",
      kubernetes: { oldest: "1.34", newest: "1.36" },
      billed: [
        {
          kind: "volumes",
          item: "volumes of metrics",
          count: ["prometheus", "prometheusSpec", "replicas"],
          size: [
            "prometheus",
            "prometheusSpec",
            "storageSpec",
            "volumeClaimTemplate",
            "spec",
            "resources",
            "requests",
            "storage",
          ],
        },
        {
          kind: "volumes",
          item: "volumes of alerts",
          count: ["alertmanager", "alertmanagerSpec", "replicas"],
          size: [
            "alertmanager",
            "alertmanagerSpec",
            "storage",
            "volumeClaimTemplate",
            "spec",
            "resources",
            "requests",
            "storage",
          ],
        },
      ],
    },
    grafana: {
      chart: "oci://ghcr.io/grafana-community/helm-charts/grafana",
      version: "12.11.1",
      source: "https://github.com/grafana-community/helm-charts tag grafana-12.11.1, commit 864f77946836, 2026-08-19",
      verified: true,
      images: ["docker.io/grafana/grafana:13.2.0", "quay.io/kiwigrid/k8s-sidecar:2.10.1"],
      crds: [],
      checked: "2026-11-24",
      kubernetes: { oldest: "1.34", newest: "1.36" },
      billed: [
        {
          kind: "volumes",
          item: "volume of dashboards",
          enabled: ["persistence", "enabled"],
          size: ["persistence", "size"],
        },
      ],
    },
  },
  kinds: [],
  // The operator's webhook validates alerts.
  alsoServes: ["monitoring.coreos.com/PrometheusRule"],
  allowedTraffic: monitoringTraffic,
  exemptions: [
    {
      rules: ["no-wildcard-permissions"],
      namespace: "",
      name: "kube-prometheus-stack-operator",
      reason:
        "the template of the chart: all verbs on its own kinds and on the objects that it creates, including Secrets of every namespace",
    },
  ],
  standIns: () => import("./standIn").then(({ standIns }) => standIns),
});
