import { everyTaint, onSystemNodes } from "../../core/kubernetes/scheduling";
import type { Mirror } from "../kubernetes/mirror";
import { restrictedContainer } from "../kubernetes/restrictedPod";
import { chartImage } from "./chartImage";
import { claimRetention } from "./claimRetention";
import { agentsNamespace, monitoringNamespace } from "./endpoints";
import { limitValues, prometheusLimits } from "./prometheusLimits";
import { largestRetention, type PrometheusSize } from "./prometheusSize";
import { silentRules } from "./silentRules";

/** Arguments of `stackValues`. */
export interface StackValuesArgs {
  /** Label `cluster` of alerts and of remote series. */
  readonly clusterName: string;
  /** Sources of images. */
  readonly mirror: Mirror;
  /** Replicas of Prometheus and of Alertmanager. */
  readonly replicas: number;
  /** Retention, volume and memory of Prometheus. */
  readonly prometheus: PrometheusSize;
  /** Whether volumes are kept when the chart is deleted. */
  readonly deletionProtection: boolean;
}

/** Size of the volume of silences and notifications, GiB. */
const alertmanagerGibibytes = 2;

/** Values of the `kube-prometheus-stack` chart. */
export function stackValues(args: StackValuesArgs) {
  return {
    crds: { enabled: false },
    ...withoutControlPlane,
    ...largeTargets(args),
    prometheusOperator: operatorValues(args),
    prometheus: prometheusValues(args),
    alertmanager: alertmanagerValues(args),
    // Grafana is a release of its own. This chart only adds its dashboards and data sources.
    grafana: { enabled: false, forceDeployDashboards: true, forceDeployDatasources: true },
    "kube-state-metrics": {
      prometheus: { monitor: { sampleLimit: prometheusLimits(args.prometheus).largeSampleLimit } },
      image: chartImage(args.mirror, "registry.k8s.io/kube-state-metrics/kube-state-metrics"),
      resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
      ...onSystemNodes,
    },
    "prometheus-node-exporter": {
      // It accesses the node's files and processes, which the other namespace forbids.
      namespaceOverride: agentsNamespace,
      image: chartImage(args.mirror, "quay.io/prometheus/node-exporter"),
      resources: { requests: { cpu: "20m", memory: "32Mi" }, limits: { memory: "128Mi" } },
      // In addition to the chart's defaults: user `nobody`, which can read all it needs.
      securityContext: { seccompProfile: { type: "RuntimeDefault" } },
      containerSecurityContext: restrictedContainer,
      tolerations: everyTaint,
    },
  };
}

/** EKS runs these components, and Prometheus cannot scrape them. kube-proxy serves metrics only to its own node. */
const withoutControlPlane = {
  kubeControllerManager: { enabled: false },
  kubeScheduler: { enabled: false },
  kubeEtcd: { enabled: false },
  kubeProxy: { enabled: false },
  defaultRules: {
    rules: {
      etcd: false,
      kubeControllerManager: false,
      kubeProxy: false,
      kubeSchedulerAlerting: false,
      kubeSchedulerRecording: false,
      windows: false,
    },
    ...silentRules,
  },
} as const;

/** Targets with metrics of a whole node or of the whole cluster. */
function largeTargets({ prometheus }: StackValuesArgs) {
  const monitor = { serviceMonitor: { sampleLimit: prometheusLimits(prometheus).largeSampleLimit } };
  return { kubeApiServer: monitor, kubelet: monitor };
}

function operatorValues({ mirror }: StackValuesArgs) {
  const small = { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "64Mi" } };
  // Otherwise a user who may create such objects in another namespace could make the operator run pods there.
  const ownNamespace = [monitoringNamespace];
  return {
    image: chartImage(mirror, "quay.io/prometheus-operator/prometheus-operator"),
    resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    ...onSystemNodes,
    prometheusConfigReloader: {
      image: chartImage(mirror, "quay.io/prometheus-operator/prometheus-config-reloader"),
      resources: small,
    },
    prometheusInstanceNamespaces: ownNamespace,
    alertmanagerInstanceNamespaces: ownNamespace,
    thanosRulerInstanceNamespaces: ownNamespace,
    admissionWebhooks: {
      // The operator has one replica. While it restarts, rules are admitted without validation.
      failurePolicy: "Ignore",
      patch: {
        image: chartImage(mirror, "ghcr.io/jkroepke/kube-webhook-certgen"),
        resources: small,
        ...onSystemNodes,
      },
    },
  };
}

function prometheusValues(args: StackValuesArgs) {
  const { clusterName, mirror, replicas, prometheus, deletionProtection } = args;
  const { retentionDays, storageGibibytes, memoryMebibytes } = prometheus;
  const retentionGibibytes = Math.min(prometheus.retentionGibibytes, largestRetention(storageGibibytes));
  const memory = `${memoryMebibytes}Mi`;
  return {
    ...budget(replicas),
    prometheusSpec: {
      replicas,
      image: chartImage(mirror, "quay.io/prometheus/prometheus"),
      externalLabels: { cluster: clusterName },
      retention: `${retentionDays}d`,
      // A full volume stops Prometheus, so the oldest samples are deleted earlier.
      retentionSize: `${retentionGibibytes * 1024}MiB`,
      storageSpec: claim(storageGibibytes),
      persistentVolumeClaimRetentionPolicy: claimRetention(deletionProtection),
      // The request equals the limit, so that other pods cannot cause its eviction.
      resources: { requests: { cpu: "250m", memory }, limits: { memory } },
      ...limitValues(prometheus),
      ...onSystemNodes,
      ...oneReplicaPerZone,
      // Monitors and rules are selected regardless of their labels.
      serviceMonitorSelectorNilUsesHelmValues: false,
      podMonitorSelectorNilUsesHelmValues: false,
      probeSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
      scrapeConfigSelectorNilUsesHelmValues: false,
    },
  };
}

function alertmanagerValues({ mirror, replicas, deletionProtection }: StackValuesArgs) {
  return {
    ...budget(replicas),
    alertmanagerSpec: {
      replicas,
      image: chartImage(mirror, "quay.io/prometheus/alertmanager"),
      storage: claim(alertmanagerGibibytes),
      persistentVolumeClaimRetentionPolicy: claimRetention(deletionProtection),
      resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "128Mi" } },
      ...onSystemNodes,
      ...oneReplicaPerZone,
    },
  };
}

/** A volume stays in the zone in which its pod first started. Replicas in one zone would fail together. */
const oneReplicaPerZone = {
  podAntiAffinity: "hard",
  podAntiAffinityTopologyKey: "topology.kubernetes.io/zone",
} as const;

/** With a single replica, a disruption budget would block the drain of its node. */
function budget(replicas: number) {
  return { podDisruptionBudget: { enabled: replicas > 1 } };
}

/** A claim of the default storage class. */
function claim(gibibytes: number) {
  return {
    volumeClaimTemplate: {
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: `${gibibytes}Gi` } } },
    },
  };
}
