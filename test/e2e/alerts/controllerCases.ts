import type { AlertCase } from "./alertCase";

const certificate = (name: string) =>
  `namespace="cert-manager",exported_namespace="istio-ingress",name="${name}",issuer_name="platform"`;
const certificateLabels = { exported_namespace: "istio-ingress", namespace: "istio-ingress", name: "gateway" };
const secret = 'namespace="external-secrets",exported_namespace="vision",name="mlflow",condition="Ready"';
const secretLabels = { exported_namespace: "vision", namespace: "vision", name: "mlflow", severity: "warning" };
const application = (state: string) => `argocd_app_info{namespace="argocd",name="trainer",project="platform",${state}}`;
const applicationLabels = { name: "trainer", project: "platform", severity: "warning" };
const rollout = (name: string) =>
  `flagger_canary_status{namespace="flagger",exported_namespace="vision",name="${name}"}`;
const rolloutLabels = { exported_namespace: "vision", namespace: "vision", severity: "warning" };
const well = 'sync_status="Synced",health_status="Healthy"';
const controllers = [
  "karpenter",
  "cluster-autoscaler-aws-cluster-autoscaler",
  "cert-manager",
  "external-secrets-metrics",
  "argocd-application-controller-metrics",
  "flagger",
  "kube-state-metrics",
  "istio-ingress/ingress-gateway",
];

/** Certificates, secrets, applications, and their metrics in Prometheus. */
export const controllerCases: readonly AlertCase[] = [
  {
    alert: "CertificateNotReady",
    series: {
      [`certmanager_certificate_ready_status{${certificate("gateway")},condition="True"}`]: "1x9 0x29 1x30",
      [`certmanager_certificate_ready_status{${certificate("gateway")},condition="False"}`]: "0x9 1x29 0x30",
      [`certmanager_certificate_ready_status{${certificate("gateway")},condition="Unknown"}`]: "0x70",
    },
    silent: [9, 24],
    fires: [
      {
        minute: 26,
        labels: { ...certificateLabels, severity: "warning" },
        summary: "Certificate gateway of istio-ingress has not been ready for 15 minutes",
      },
    ],
    clears: 41,
  },
  {
    alert: "CertificateRenewalLate",
    about: "but not for one that was never issued",
    series: {
      [`certmanager_certificate_renewal_timestamp_seconds{${certificate("gateway")}}`]: "3600x149 86400x60",
      [`certmanager_certificate_renewal_timestamp_seconds{${certificate("new")}}`]: "0x210",
    },
    silent: [100, 130],
    fires: [
      {
        minute: 140,
        labels: { ...certificateLabels, severity: "warning" },
        summary: "Certificate gateway of istio-ingress should have been renewed 1h 20m 0s ago",
      },
    ],
    clears: 151,
  },
  {
    alert: "CertificateExpiring",
    about: "but not for one that is valid for a day and not yet due for renewal",
    series: {
      [`certmanager_certificate_renewal_timestamp_seconds{${certificate("gateway")}}`]: "3600x149 86400x60",
      [`certmanager_certificate_expiration_timestamp_seconds{${certificate("gateway")}}`]: "90000x149 180000x60",
      [`certmanager_certificate_renewal_timestamp_seconds{${certificate("short")}}`]: "60000x210",
      [`certmanager_certificate_expiration_timestamp_seconds{${certificate("short")}}`]: "80000x210",
    },
    silent: [100, 124],
    fires: [
      {
        minute: 130,
        labels: { ...certificateLabels, severity: "critical" },
        summary: "Certificate gateway of istio-ingress expires within a day and has not been renewed",
      },
    ],
    clears: 151,
  },
  {
    alert: "RolloutRolledBack",
    about: "but not for one that runs or succeeded, and until the next one succeeds",
    series: {
      [rollout("churn")]: "1x9 0x9 2x29 0x9 1x20",
      [rollout("fraud")]: "1x90",
    },
    silent: [5, 15, 55],
    fires: [
      {
        minute: 25,
        labels: { ...rolloutLabels, name: "churn" },
        summary: "The rollout of churn in vision failed and was rolled back",
      },
    ],
    clears: 55,
  },
  {
    alert: "RolloutNotEnding",
    series: { [rollout("churn")]: "1x9 0x400 1x60", [rollout("fraud")]: "1x9 0x60 1x400" },
    silent: [9, 300],
    fires: [
      {
        minute: 400,
        labels: { ...rolloutLabels, name: "churn" },
        summary: "The rollout of churn in vision has not ended for six hours",
      },
    ],
    clears: 415,
  },
  {
    alert: "ExternalSecretNotSynced",
    series: {
      [`externalsecret_status_condition{${secret},status="False"}`]: "0x9 1x29 0x30",
      [`externalsecret_status_condition{${secret},status="True"}`]: "1x9 0x29 1x30",
    },
    silent: [9, 24],
    fires: [
      {
        minute: 26,
        labels: secretLabels,
        summary: "ExternalSecret mlflow of vision has not been synced for 15 minutes",
      },
    ],
    clears: 41,
  },
  {
    alert: "SecretStoreNotReady",
    series: { [`secretstore_status_condition{${secret},status="False"}`]: "0x9 1x29 0x30" },
    silent: [9, 24],
    fires: [
      { minute: 26, labels: secretLabels, summary: "SecretStore mlflow of vision has not been ready for 15 minutes" },
    ],
    clears: 41,
  },
  {
    alert: "ArgoApplicationOutOfSync",
    series: {
      [application(well)]: "1x9 stale _x49 1x30",
      [application('sync_status="OutOfSync",health_status="Healthy"')]: "_x10 1x49 stale",
    },
    silent: [9, 38],
    fires: [
      {
        minute: 41,
        labels: applicationLabels,
        summary: "Application trainer of project platform has not been in sync for 30 minutes",
      },
    ],
    clears: 61,
  },
  {
    alert: "ArgoApplicationUnhealthy",
    about: "for each unhealthy state",
    series: {
      [application(well)]: "1x9 stale _x49 1x30",
      [application('sync_status="Synced",health_status="Progressing"')]: "_x10 1x19 stale",
      [application('sync_status="Synced",health_status="Degraded"')]: "_x30 1x29 stale",
    },
    silent: [9, 38],
    fires: [
      {
        minute: 41,
        labels: applicationLabels,
        summary: "Application trainer of project platform has not been healthy for 30 minutes",
      },
    ],
    clears: 61,
  },
  {
    alert: "MetricsRejected",
    about: "but not for a target that does not respond",
    series: {
      'up{job="labels",namespace="vision",instance="a"}': "1x9 0x29 1x30",
      'scrape_samples_post_metric_relabeling{job="labels",namespace="vision",instance="a"}': "500x9 20000x29 500x30",
      'up{job="scores",namespace="risk",instance="b"}': "0x70",
      'scrape_samples_post_metric_relabeling{job="scores",namespace="risk",instance="b"}': "0x70",
    },
    silent: [9, 18],
    fires: [
      {
        minute: 21,
        labels: { job: "labels", namespace: "vision", severity: "warning" },
        summary: "Prometheus rejects the metrics of labels in vision",
      },
    ],
    clears: 41,
  },
  {
    alert: "MetricsNearLimit",
    about: "by the limit of each target",
    series: {
      'scrape_samples_post_metric_relabeling{job="labels",namespace="vision",instance="a"}': "500x9 9000x29 500x30",
      'scrape_sample_limit{job="labels",namespace="vision",instance="a"}': "10000x70",
      'scrape_samples_post_metric_relabeling{job="kubelet",namespace="kube-system",instance="b"}': "20000x70",
      'scrape_sample_limit{job="kubelet",namespace="kube-system",instance="b"}': "300000x70",
    },
    silent: [9, 24],
    fires: [
      {
        minute: 26,
        labels: { job: "labels", namespace: "vision", severity: "warning" },
        summary: "A target of labels in vision is at 90% of its limit of samples",
      },
    ],
    clears: 41,
  },
  {
    alert: "PrometheusNearCapacity",
    about: "with the namespace that has the most series",
    series: {
      'prometheus_tsdb_head_series{pod="a"}': "100000x9 500000x29 100000x30",
      'scrape_samples_post_metric_relabeling{job="labels",namespace="vision",instance="a"}': "9000x70",
      'scrape_samples_post_metric_relabeling{job="labels",namespace="vision",instance="b"}': "9000x70",
      'scrape_samples_post_metric_relabeling{job="kubelet",namespace="kube-system",instance="c"}': "10000x70",
    },
    silent: [9, 24],
    fires: [
      {
        minute: 26,
        labels: { namespace: "vision", severity: "warning" },
        summary: "Prometheus holds more than 80 % of the series that fit into its memory",
      },
    ],
    clears: 41,
  },
  ...controllers.map((job) => ({
    alert: "ControllerMetricsMissing",
    about: `of ${job}`,
    series: Object.fromEntries(
      controllers.map((other) => [`up{job="${other}"}`, other === job ? "1x9 0x29 1x30" : "1x70"]),
    ),
    silent: [9, 24],
    fires: [
      {
        minute: 26,
        labels: { job, severity: "warning" },
        summary: `Prometheus has had no metrics of ${job} for 15 minutes`,
      },
    ],
    clears: 41,
  })),
];
