/**
 * The one table of what the platform is made of. A version literal stands nowhere else.
 *
 * EKS has no list of add-on versions that can be read without an account. So each entry says where it was seen and
 * when, and whether that source names the pair of add-on and Kubernetes version. Confirm with
 * `aws eks describe-addon-versions --kubernetes-version VERSION --addon-name NAME` before a first `pulumi up`, and set
 * `verified`. The plan lists those in use that nobody has confirmed.
 */

/** Kubernetes versions that the platform supports, oldest first, with the last day of EKS's standard support. */
export const kubernetesVersions = {
  "1.34": { standardSupportUntil: "2026-12-02" },
  "1.35": { standardSupportUntil: "2027-03-27" },
  "1.36": { standardSupportUntil: undefined },
} as const;
export type KubernetesVersion = keyof typeof kubernetesVersions;

/** @default for new clusters: in standard support, with every add-on published. */
export const defaultKubernetesVersion: KubernetesVersion = "1.35";

/** A pinned version and how far it can be trusted. */
export interface PinnedVersion {
  readonly version: string;
  /** Where the version was seen. */
  readonly source: string;
  /** Day of the look, as YYYY-MM-DD. */
  readonly checked: string;
  /** Whether the source shows this very pair of add-on and Kubernetes version. */
  readonly verified: boolean;
}

const checked = "2026-11-24";

/** Seen for this very Kubernetes version in configurations that run in public, of 2026. */
function seen(version: string): PinnedVersion {
  return { version, source: "public configurations of 2026 for this Kubernetes version", checked, verified: true };
}

/** Seen for another Kubernetes version only: probably published for this one too. */
function assumed(version: string, source: string): PinnedVersion {
  return { version, source, checked, verified: false };
}

const only135 = "public configurations of 2026 for Kubernetes 1.35 only";

/** Versions of EKS managed add-ons, by add-on and Kubernetes version. */
export const addonVersions = {
  "vpc-cni": {
    "1.34": seen("v1.22.4-eksbuild.3"),
    "1.35": seen("v1.22.4-eksbuild.3"),
    "1.36": seen("v1.22.4-eksbuild.3"),
  },
  "kube-proxy": {
    "1.34": seen("v1.34.6-eksbuild.21"),
    "1.35": seen("v1.35.3-eksbuild.21"),
    "1.36": seen("v1.36.0-eksbuild.17"),
  },
  "eks-pod-identity-agent": {
    "1.34": assumed("v1.3.10-eksbuild.3", only135),
    "1.35": seen("v1.3.10-eksbuild.3"),
    "1.36": seen("v1.4.0-eksbuild.2"),
  },
  coredns: {
    "1.34": seen("v1.12.4-eksbuild.29"),
    "1.35": seen("v1.14.3-eksbuild.3"),
    "1.36": seen("v1.14.3-eksbuild.14"),
  },
  "aws-ebs-csi-driver": {
    "1.34": assumed("v1.63.1-eksbuild.1", only135),
    "1.35": seen("v1.63.1-eksbuild.1"),
    "1.36": seen("v1.66.0-eksbuild.1"),
  },
  "aws-efs-csi-driver": {
    "1.34": assumed("v3.4.2-eksbuild.1", only135),
    "1.35": seen("v3.4.2-eksbuild.1"),
    "1.36": assumed("v3.4.2-eksbuild.1", only135),
  },
  "snapshot-controller": {
    "1.34": assumed("v8.6.0-eksbuild.6", only135),
    "1.35": seen("v8.6.0-eksbuild.6"),
    "1.36": assumed("v8.6.0-eksbuild.6", only135),
  },
  "metrics-server": {
    "1.34": seen("v0.9.0-eksbuild.5"),
    "1.35": seen("v0.9.0-eksbuild.5"),
    "1.36": seen("v0.9.0-eksbuild.11"),
  },
  "eks-node-monitoring-agent": {
    "1.34": assumed("v1.6.4-eksbuild.1", only135),
    "1.35": seen("v1.6.4-eksbuild.1"),
    "1.36": assumed("v1.7.0-eksbuild.1", only135),
  },
} as const satisfies Record<string, Record<KubernetesVersion, PinnedVersion>>;
export type AddonName = keyof typeof addonVersions;

/** The pinned version of an add-on for a cluster. */
export function addonVersion(addon: AddonName, kubernetes: KubernetesVersion): PinnedVersion {
  return addonVersions[addon][kubernetes];
}

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
} as const satisfies Record<string, PinnedChart>;
export type ChartName = keyof typeof charts;

/** An image of pods that the platform makes itself, not by a chart. Its version is its tag. */
export interface PinnedImage extends PinnedVersion {
  readonly repository: string;
}

/** Every image of the platform's own pods. */
export const images = {
  /** Reads Secrets Manager, for the jobs that make databases. */
  "aws-cli": {
    repository: "public.ecr.aws/aws-cli/aws-cli",
    version: "2.37.4",
    source: "public configurations of 2026",
    checked,
    verified: true,
  },
  /** With every extra: the plain one has neither PostgreSQL's driver nor S3's. */
  mlflow: {
    repository: "ghcr.io/mlflow/mlflow",
    version: "v3.17.0-full",
    source: "https://github.com/mlflow/mlflow docker/Dockerfile.full; public configurations of 2026",
    checked,
    verified: true,
  },
  /** For psql. Debian's, which brings Perl: that of Alpine does not. */
  postgres: {
    repository: "public.ecr.aws/docker/library/postgres",
    version: "17.10",
    source: "public configurations of 2026",
    checked,
    verified: true,
  },
} as const satisfies Record<string, PinnedImage>;
export type ImageName = keyof typeof images;

/** Image of nodes that Karpenter makes, as its aliases name them: both bring drivers for their accelerators. */
export const nodeImages = {
  /** CPU and NVIDIA nodes; NVIDIA's device plugin is part of it. */
  bottlerocket: {
    version: "bottlerocket@v1.63.0",
    source: "public configurations of 2026",
    checked,
    verified: true,
  },
  /** Neuron nodes, which Bottlerocket has no image for. */
  al2023: { version: "al2023@v20260930", source: "public configurations of 2026", checked, verified: true },
} as const satisfies Record<string, PinnedVersion>;

/** A managed database: its engine's version, and the family of its parameters. */
export interface PinnedDatabase extends PinnedVersion {
  readonly family: string;
}

/**
 * Engines of managed databases. Of PostgreSQL the major version alone: RDS takes its default minor one and installs
 * the next by itself. Of Valkey ElastiCache wants both.
 */
export const databaseVersions = {
  postgres: {
    version: "17",
    family: "postgres17",
    source: "RDS's notice of 2026-05 that moves older minor versions to 17.7 and later; public configurations of 2026",
    checked,
    verified: true,
  },
  /** Redis's successor, as ElastiCache offers it. */
  valkey: {
    version: "8.0",
    family: "valkey8",
    source: "public configurations, undated",
    checked,
    verified: false,
  },
} as const satisfies Record<string, PinnedDatabase>;

/**
 * Pinned versions that nobody has confirmed for a cluster's Kubernetes version.
 *
 * @param inUse Names of the charts and engines that there are: what nobody installs is of no interest.
 */
export function unverifiedVersions(
  kubernetes: KubernetesVersion,
  inUse: readonly string[],
): { name: string; pinned: PinnedVersion }[] {
  const addons = Object.entries(addonVersions).map(([name, versions]) => ({ name, pinned: versions[kubernetes] }));
  const used = Object.entries<PinnedVersion>({ ...charts, ...databaseVersions })
    .filter(([name]) => inUse.includes(name))
    .map(([name, pinned]) => ({ name, pinned }));
  return [...addons, ...used].filter(({ pinned }) => !pinned.verified);
}
