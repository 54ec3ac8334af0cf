import type { KubernetesVersion } from "./kubernetes";
import type { PinnedVersion } from "./pinnedVersion";

const checked = "2026-11-24";

/** A Helm chart, its origin and the images that it pulls. */
export interface PinnedChart extends PinnedVersion {
  /** `oci://…/name` whole, or the name of a chart in `repository`. */
  readonly chart: string;
  /** Index of a classic chart repository; undefined for OCI. */
  readonly repository?: string;
  /**
   * Images that its pods are made of with our values, as `repository:tag`. Tags are the chart's own: another version of the
   * chart is rendered, and they are read from what comes out.
   */
  readonly images: readonly string[];
  /** Kinds that it brings, as `group/Kind`. */
  readonly crds: readonly string[];
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
    images: [],
    crds: [
      "autoscaling.x-k8s.io/CapacityBuffer",
      "karpenter.k8s.aws/EC2NodeClass",
      "karpenter.sh/NodeClaim",
      "karpenter.sh/NodeOverlay",
      "karpenter.sh/NodePool",
    ],
    kubernetes: everyKubernetes,
  },
  karpenter: {
    chart: "oci://public.ecr.aws/karpenter/karpenter",
    version: "1.14.1",
    source: "https://github.com/aws/karpenter-provider-aws tag v1.14.1, 2026-08-20",
    checked,
    verified: true,
    images: ["public.ecr.aws/karpenter/controller:1.14.1"],
    crds: [],
    kubernetes: everyKubernetes,
  },
  "cluster-autoscaler": {
    chart: "cluster-autoscaler",
    repository: "https://kubernetes.github.io/autoscaler",
    version: "9.59.0",
    source: "https://github.com/kubernetes/autoscaler tag cluster-autoscaler-chart-9.59.0, 2026-07-21",
    checked,
    verified: true,
    images: ["registry.k8s.io/autoscaling/cluster-autoscaler:v1.35.0"],
    crds: [],
    kubernetes: everyKubernetes,
  },
  "neuron-helm-chart": {
    chart: "oci://public.ecr.aws/neuron/neuron-helm-chart",
    version: "1.10.0",
    source: "a public page that shows its values, 2026",
    checked,
    verified: false,
    images: ["public.ecr.aws/neuron/neuron-device-plugin:2.31.0.0"],
    crds: [],
    kubernetes: everyKubernetes,
  },
  "aws-efa-k8s-device-plugin": {
    chart: "aws-efa-k8s-device-plugin",
    repository: "https://aws.github.io/eks-charts",
    version: "v0.5.30",
    source: "https://github.com/aws/eks-charts stable/aws-efa-k8s-device-plugin, 2026-07-21",
    checked,
    verified: false,
    images: ["602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/aws-efa-k8s-device-plugin:v0.5.20"],
    crds: [],
    kubernetes: everyKubernetes,
  },
  "cert-manager": {
    chart: "oci://quay.io/jetstack/charts/cert-manager",
    version: "v1.21.1",
    source: "https://github.com/cert-manager/cert-manager tag v1.21.1, commit 24e33194fb39, 2026-07-29",
    checked,
    verified: true,
    images: [
      "quay.io/jetstack/cert-manager-acmesolver:v1.21.1",
      "quay.io/jetstack/cert-manager-cainjector:v1.21.1",
      "quay.io/jetstack/cert-manager-controller:v1.21.1",
      "quay.io/jetstack/cert-manager-startupapicheck:v1.21.1",
      "quay.io/jetstack/cert-manager-webhook:v1.21.1",
    ],
    crds: [
      "acme.cert-manager.io/Challenge",
      "acme.cert-manager.io/Order",
      "cert-manager.io/Certificate",
      "cert-manager.io/CertificateRequest",
      "cert-manager.io/ClusterIssuer",
      "cert-manager.io/Issuer",
    ],
    kubernetes: everyKubernetes,
  },
  "aws-load-balancer-controller": {
    chart: "aws-load-balancer-controller",
    repository: "https://aws.github.io/eks-charts",
    version: "3.5.0",
    source: "https://github.com/aws/eks-charts tag v0.0.242, commit 5239609242f3, 2026-08-03",
    checked,
    verified: true,
    images: ["public.ecr.aws/eks/aws-load-balancer-controller:v3.5.0"],
    crds: [
      "aga.k8s.aws/GlobalAccelerator",
      "elbv2.k8s.aws/ALBTargetControlConfig",
      "elbv2.k8s.aws/IngressClassParams",
      "elbv2.k8s.aws/TargetGroupBinding",
      "gateway.k8s.aws/ListenerRuleConfiguration",
      "gateway.k8s.aws/LoadBalancerConfiguration",
      "gateway.k8s.aws/TargetGroupConfiguration",
    ],
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
    images: ["ghcr.io/external-secrets/external-secrets:v2.9.0"],
    crds: [
      "external-secrets.io/ExternalSecret",
      "external-secrets.io/SecretStore",
      "generators.external-secrets.io/ACRAccessToken",
      "generators.external-secrets.io/BeyondtrustWorkloadCredentialsDynamicSecret",
      "generators.external-secrets.io/CloudsmithAccessToken",
      "generators.external-secrets.io/ECRAuthorizationToken",
      "generators.external-secrets.io/Fake",
      "generators.external-secrets.io/GCRAccessToken",
      "generators.external-secrets.io/GeneratorState",
      "generators.external-secrets.io/GithubAccessToken",
      "generators.external-secrets.io/GitlabDeployToken",
      "generators.external-secrets.io/Grafana",
      "generators.external-secrets.io/MFA",
      "generators.external-secrets.io/Password",
      "generators.external-secrets.io/QuayAccessToken",
      "generators.external-secrets.io/SSHKey",
      "generators.external-secrets.io/STSSessionToken",
      "generators.external-secrets.io/UUID",
      "generators.external-secrets.io/VaultDynamicSecret",
      "generators.external-secrets.io/Webhook",
    ],
    kubernetes: everyKubernetes,
  },
  "argo-cd": {
    chart: "argo-cd",
    repository: "https://argoproj.github.io/argo-helm",
    version: "10.1.1",
    source: "https://github.com/argoproj/argo-helm tag argo-cd-10.1.1, commit af0a9310bacb, 2026-07-02",
    checked,
    verified: true,
    images: [
      "public.ecr.aws/docker/library/haproxy:3.3.10-alpine",
      "public.ecr.aws/docker/library/redis:8.2.3-alpine",
      "quay.io/argoproj/argocd:v3.4.4",
    ],
    crds: ["argoproj.io/AppProject", "argoproj.io/Application", "argoproj.io/ApplicationSet"],
    kubernetes: everyKubernetes,
  },
  "prometheus-operator-crds": {
    chart: "oci://ghcr.io/prometheus-community/charts/prometheus-operator-crds",
    version: "31.0.1",
    source:
      "https://github.com/prometheus-community/helm-charts tag prometheus-operator-crds-31.0.1, commit 4529d7bb4, 2026-08-10",
    checked,
    verified: true,
    images: [],
    crds: [
      "monitoring.coreos.com/Alertmanager",
      "monitoring.coreos.com/AlertmanagerConfig",
      "monitoring.coreos.com/PodMonitor",
      "monitoring.coreos.com/Probe",
      "monitoring.coreos.com/Prometheus",
      "monitoring.coreos.com/PrometheusAgent",
      "monitoring.coreos.com/PrometheusRule",
      "monitoring.coreos.com/ScrapeConfig",
      "monitoring.coreos.com/ServiceMonitor",
      "monitoring.coreos.com/ThanosRuler",
    ],
    kubernetes: everyKubernetes,
  },
  "kube-prometheus-stack": {
    chart: "oci://ghcr.io/prometheus-community/charts/kube-prometheus-stack",
    version: "88.5.3",
    source:
      "https://github.com/prometheus-community/helm-charts tag kube-prometheus-stack-88.5.3, commit ea930baeebeb, 2026-08-21",
    checked,
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
    kubernetes: everyKubernetes,
  },
  grafana: {
    chart: "oci://ghcr.io/grafana-community/helm-charts/grafana",
    version: "12.11.1",
    source: "https://github.com/grafana-community/helm-charts tag grafana-12.11.1, commit 864f77946836, 2026-08-19",
    checked,
    verified: true,
    images: ["docker.io/grafana/grafana:13.2.0", "quay.io/kiwigrid/k8s-sidecar:2.10.1"],
    crds: [],
    kubernetes: everyKubernetes,
  },
  "dcgm-exporter": {
    chart: "dcgm-exporter",
    repository: "https://nvidia.github.io/dcgm-exporter/helm-charts",
    version: "4.8.2",
    source: "https://github.com/NVIDIA/dcgm-exporter tag 4.5.3-4.8.2, commit 691c92762eb5, 2026-05-06",
    checked,
    verified: true,
    images: ["nvcr.io/nvidia/k8s/dcgm-exporter:4.5.3-4.8.2-distroless"],
    crds: [],
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
