import { gpuMetrics } from "../../../components/observability/gpuMetrics";
import { requestMetrics } from "../../../core/services/requestMetrics";

/** Who has a metric, and where that was read. */
export interface Exporter {
  readonly name: string;
  /** Image of the platform's that has it. The source is of its version, so that a new version is read anew. */
  readonly image?: string;
  readonly source: string;
  readonly metrics: readonly string[];
}

/** All metrics that alerts and dashboards use, by exporter. */
export const exporters: readonly Exporter[] = [
  {
    name: "Prometheus, about its targets and itself",
    image: "quay.io/prometheus/prometheus",
    source: "https://github.com/prometheus/prometheus/blob/v3.14.0/scrape/scrape.go",
    metrics: [
      "ALERTS",
      "up",
      "scrape_samples_post_metric_relabeling",
      "scrape_sample_limit",
      "prometheus_tsdb_head_series",
    ],
  },
  {
    name: "kube-state-metrics",
    image: "registry.k8s.io/kube-state-metrics/kube-state-metrics",
    source: "https://github.com/kubernetes/kube-state-metrics/tree/v2.20.0/docs/metrics",
    metrics: [
      "kube_cronjob_created",
      "kube_cronjob_status_last_successful_time",
      "kube_deployment_status_replicas_available",
      "kube_job_created",
      "kube_job_failed",
      "kube_node_status_allocatable",
      "kube_pod_container_resource_requests",
      "kube_pod_created",
      "kube_pod_owner",
      "kube_pod_status_unschedulable",
    ],
  },
  {
    name: "DCGM exporter, as far as its list has them",
    image: "nvcr.io/nvidia/k8s/dcgm-exporter",
    source: "https://github.com/NVIDIA/dcgm-exporter/tree/4.5.3-4.8.2/internal/pkg",
    metrics: gpuMetrics.map(({ field }) => field),
  },
  {
    name: "Karpenter",
    image: "public.ecr.aws/karpenter/controller",
    source: "https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/website/content/en/docs/reference/metrics.md",
    metrics: [
      "karpenter_cloudprovider_errors_total",
      "karpenter_nodeclaims_disrupted_total",
      "karpenter_nodepools_limit",
      "karpenter_nodepools_usage",
      "operator_nodepool_status_condition_count",
    ],
  },
  {
    name: "Cluster Autoscaler",
    image: "registry.k8s.io/autoscaling/cluster-autoscaler",
    source:
      "https://github.com/kubernetes/autoscaler/blob/cluster-autoscaler-1.35.0/cluster-autoscaler/metrics/metrics.go",
    metrics: [
      "cluster_autoscaler_cluster_safe_to_autoscale",
      "cluster_autoscaler_failed_scale_ups_total",
      "cluster_autoscaler_last_activity",
    ],
  },
  {
    name: "cert-manager",
    image: "quay.io/jetstack/cert-manager-controller",
    source: "https://github.com/cert-manager/cert-manager/blob/v1.21.1/internal/collectors/certificate_collector.go",
    metrics: [
      "certmanager_certificate_expiration_timestamp_seconds",
      "certmanager_certificate_ready_status",
      "certmanager_certificate_renewal_timestamp_seconds",
    ],
  },
  {
    name: "External Secrets",
    image: "ghcr.io/external-secrets/external-secrets",
    source: "https://github.com/external-secrets/external-secrets/blob/v2.9.0/docs/api/metrics.md",
    metrics: ["externalsecret_status_condition", "secretstore_status_condition"],
  },
  {
    name: "Argo CD's application controller",
    image: "quay.io/argoproj/argocd",
    source: "https://github.com/argoproj/argo-cd/blob/v3.4.4/controller/metrics/metrics.go",
    metrics: ["argocd_app_info"],
  },
  {
    name: "Flagger",
    image: "ghcr.io/fluxcd/flagger",
    source: "https://github.com/fluxcd/flagger/blob/v1.44.0/pkg/metrics/recorder.go",
    metrics: ["flagger_canary_status"],
  },
  {
    name: "Istio's proxies",
    image: "registry.istio.io/release/pilot",
    source: "https://github.com/istio/proxy/blob/1.30.3/source/extensions/filters/http/istio_stats/istio_stats.cc",
    metrics: [
      "istio_request_duration_milliseconds_bucket",
      "istio_request_duration_milliseconds_count",
      "istio_requests_total",
    ],
  },
  {
    name: "servers of models, by the contract of docs/workloads/serving.md",
    source: "docs/workloads/serving.md",
    metrics: [requestMetrics.requests, `${requestMetrics.duration}_bucket`, `${requestMetrics.duration}_count`],
  },
];

const byMetric = new Map(exporters.flatMap(({ name, metrics }) => metrics.map((metric) => [metric, name] as const)));

/** Returns the exporter of a metric, or undefined if no known exporter has it. */
export function exporterOf(metric: string): string | undefined {
  return byMetric.get(metric);
}
