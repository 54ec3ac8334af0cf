import type { KubernetesVersion } from "./kubernetes";
import type { PinnedVersion } from "./pinnedVersion";

const checked = "2026-11-24";

/** A Helm chart, its origin and the images that it pulls. */
export interface PinnedChart extends PinnedVersion {
  /** `oci://…/name` whole, or the name of a chart in `repository`. */
  readonly chart: string;
  /** Index of a classic chart repository; undefined for OCI. */
  readonly repository?: string;
  /** Kubernetes versions that the chart is said to support. */
  readonly kubernetes: { readonly oldest: KubernetesVersion; readonly newest: KubernetesVersion };
}

const everyKubernetes = { oldest: "1.34", newest: "1.36" } as const;

/** Every chart of the platform. Images are those of the charts' own tags: see `mirror.ts`. */
export const charts = {
  "karpenter-crd": {
    chart: "oci://public.ecr.aws/karpenter/karpenter-crd",
    version: "1.14.1",
    source: "https://github.com/aws/karpenter-provider-aws tag v1.14.1, 2026-08-20",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  karpenter: {
    chart: "oci://public.ecr.aws/karpenter/karpenter",
    version: "1.14.1",
    source: "https://github.com/aws/karpenter-provider-aws tag v1.14.1, 2026-08-20",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  "cluster-autoscaler": {
    chart: "cluster-autoscaler",
    repository: "https://kubernetes.github.io/autoscaler",
    version: "9.59.0",
    source: "https://github.com/kubernetes/autoscaler tag cluster-autoscaler-chart-9.59.0, 2026-07-21",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  "neuron-helm-chart": {
    chart: "oci://public.ecr.aws/neuron/neuron-helm-chart",
    version: "1.10.0",
    source: "a public page that shows its values, 2026",
    checked,
    verified: false,
    kubernetes: everyKubernetes,
  },
  "aws-efa-k8s-device-plugin": {
    chart: "aws-efa-k8s-device-plugin",
    repository: "https://aws.github.io/eks-charts",
    version: "v0.5.30",
    source: "https://github.com/aws/eks-charts stable/aws-efa-k8s-device-plugin, 2026-07-21",
    checked,
    verified: false,
    kubernetes: everyKubernetes,
  },
  "cert-manager": {
    chart: "oci://quay.io/jetstack/charts/cert-manager",
    version: "v1.21.1",
    source: "https://github.com/cert-manager/cert-manager tag v1.21.1, commit 24e33194fb39, 2026-07-29",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  "aws-load-balancer-controller": {
    chart: "aws-load-balancer-controller",
    repository: "https://aws.github.io/eks-charts",
    version: "3.5.0",
    source: "https://github.com/aws/eks-charts tag v0.0.242, commit 5239609242f3, 2026-08-03",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  "external-secrets": {
    chart: "external-secrets",
    repository: "https://charts.external-secrets.io",
    version: "2.9.0",
    source:
      "https://github.com/external-secrets/external-secrets tag helm-chart-2.9.0, commit cc5bfbc2234a, 2026-08-08",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  "argo-cd": {
    chart: "argo-cd",
    repository: "https://argoproj.github.io/argo-helm",
    version: "10.1.1",
    source: "https://github.com/argoproj/argo-helm tag argo-cd-10.1.1, commit af0a9310bacb, 2026-07-02",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  "prometheus-operator-crds": {
    chart: "oci://ghcr.io/prometheus-community/charts/prometheus-operator-crds",
    version: "31.0.1",
    source:
      "https://github.com/prometheus-community/helm-charts tag prometheus-operator-crds-31.0.1, commit 4529d7bb4, 2026-08-10",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  "kube-prometheus-stack": {
    chart: "oci://ghcr.io/prometheus-community/charts/kube-prometheus-stack",
    version: "88.5.3",
    source:
      "https://github.com/prometheus-community/helm-charts tag kube-prometheus-stack-88.5.3, commit ea930baeebeb, 2026-08-21",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  grafana: {
    chart: "oci://ghcr.io/grafana-community/helm-charts/grafana",
    version: "12.11.1",
    source: "https://github.com/grafana-community/helm-charts tag grafana-12.11.1, commit 864f77946836, 2026-08-19",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  "dcgm-exporter": {
    chart: "dcgm-exporter",
    repository: "https://nvidia.github.io/dcgm-exporter/helm-charts",
    version: "4.8.2",
    source: "https://github.com/NVIDIA/dcgm-exporter tag 4.5.3-4.8.2, commit 691c92762eb5, 2026-05-06",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  /** Istio's kinds: upstream's name says no more. */
  base: {
    chart: "base",
    repository: "https://istio-release.storage.googleapis.com/charts",
    version: "1.30.3",
    source: "https://github.com/istio/istio tag 1.30.3, commit 56df41f63e51, 2026-07-13: manifests/charts/base",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  istiod: {
    chart: "istiod",
    repository: "https://istio-release.storage.googleapis.com/charts",
    version: "1.30.3",
    source:
      "https://github.com/istio/istio tag 1.30.3, commit 56df41f63e51, 2026-07-13: manifests/charts/istio-control/istio-discovery",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  /** Istio's proxies that are nobody's sidecar. */
  gateway: {
    chart: "gateway",
    repository: "https://istio-release.storage.googleapis.com/charts",
    version: "1.30.3",
    source: "https://github.com/istio/istio tag 1.30.3, commit 56df41f63e51, 2026-07-13: manifests/charts/gateway",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  "kserve-crd": {
    chart: "oci://ghcr.io/kserve/charts/kserve-crd",
    version: "v0.20.0",
    source: "https://github.com/kserve/kserve tag v0.20.0, commit 1fb781055dd1, 2026-08-06: charts/kserve-crd",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  "kserve-resources": {
    chart: "oci://ghcr.io/kserve/charts/kserve-resources",
    version: "v0.20.0",
    source: "https://github.com/kserve/kserve tag v0.20.0, commit 1fb781055dd1, 2026-08-06: charts/kserve-resources",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  "kserve-runtime-configs": {
    chart: "oci://ghcr.io/kserve/charts/kserve-runtime-configs",
    version: "v0.20.0",
    source:
      "https://github.com/kserve/kserve tag v0.20.0, commit 1fb781055dd1, 2026-08-06: charts/kserve-runtime-configs",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
  /** JobSet, which it makes jobs of, is a chart within it. */
  "kubeflow-trainer": {
    chart: "oci://ghcr.io/kubeflow/charts/kubeflow-trainer",
    version: "2.3.0",
    source: "https://github.com/kubeflow/trainer tag v2.3.0, commit 658725bdae5c, 2026-08-06",
    checked,
    verified: true,
    kubernetes: everyKubernetes,
  },
} as const satisfies Record<string, PinnedChart>;
export type ChartName = keyof typeof charts;
