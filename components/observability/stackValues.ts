import { everyTaint, onSystemNodes } from "../../core/kubernetes/scheduling";
import type { Mirror } from "../kubernetes/mirror";
import { restrictedContainer } from "../kubernetes/restrictedPod";
import { chartImage } from "./chartImage";
import { claimRetention } from "./claimRetention";
import { agentsNamespace, monitoringNamespace } from "./endpoints";
import { limitValues, prometheusLimits } from "./prometheusLimits";
import type { PrometheusSize } from "./prometheusSize";
import { silentRules } from "./silentRules";

export interface StackValuesArgs {
  /** Label `cluster` of what leaves Prometheus. */
  readonly clusterName: string;
  readonly mirror: Mirror;
  /** Prometheus' and Alertmanager's. */
  readonly replicas: number;
  readonly prometheus: PrometheusSize;
  /** Whether volumes outlive the chart. */
  readonly deletionProtection: boolean;
}

/** Of what Alertmanager has silenced and sent. */
const alertmanagerGibibytes = 2;

/** Part of a volume that samples may fill: what is being written and compacted comes on top. */
const retentionShare = 0.8;

/** Values of the `kube-prometheus-stack` chart. */
export function stackValues(args: StackValuesArgs) {
  return {
    crds: { enabled: false },
    ...withoutControlPlane,
    ...largeTargets(args),
    prometheusOperator: operatorValues(args),
    prometheus: prometheusValues(args),
    alertmanager: alertmanagerValues(args),
    // A release of its own, for which these are: its own chart lets it read no Secret but those of its namespace.
    grafana: { enabled: false, forceDeployDashboards: true, forceDeployDatasources: true },
    "kube-state-metrics": {
      prometheus: { monitor: { sampleLimit: prometheusLimits(args.prometheus).largeSampleLimit } },
      image: chartImage(args.mirror, "registry.k8s.io/kube-state-metrics/kube-state-metrics"),
      resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
      ...onSystemNodes,
    },
    "prometheus-node-exporter": {
      // It sees the node's files and processes, which the namespace of the others forbids.
      namespaceOverride: agentsNamespace,
      image: chartImage(args.mirror, "quay.io/prometheus/node-exporter"),
      resources: { requests: { cpu: "20m", memory: "32Mi" }, limits: { memory: "128Mi" } },
      // Beside what the chart says: nobody, who needs no rights to read.
      securityContext: { seccompProfile: { type: "RuntimeDefault" } },
      containerSecurityContext: restrictedContainer,
      tolerations: everyTaint,
    },
  };
}

/** EKS runs these itself and lets nobody scrape them; kube-proxy listens on the node's own address alone. */
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

/** Their targets tell of a whole node, or of the whole cluster. */
function largeTargets({ prometheus }: StackValuesArgs) {
  const monitor = { serviceMonitor: { sampleLimit: prometheusLimits(prometheus).largeSampleLimit } };
  return { kubeApiServer: monitor, kubelet: monitor };
}

function operatorValues({ mirror }: StackValuesArgs) {
  const small = { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "64Mi" } };
  // Who may make such objects elsewhere would have the operator run pods for them.
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
      // The operator has one replica: while it restarts, rules are let in unchecked rather than refused.
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
  const memory = `${memoryMebibytes}Mi`;
  return {
    ...budget(replicas),
    prometheusSpec: {
      replicas,
      image: chartImage(mirror, "quay.io/prometheus/prometheus"),
      externalLabels: { cluster: clusterName },
      retention: `${retentionDays}d`,
      // A full volume stops Prometheus: the oldest samples go before.
      retentionSize: `${Math.floor(storageGibibytes * 1024 * retentionShare)}MiB`,
      storageSpec: claim(storageGibibytes),
      persistentVolumeClaimRetentionPolicy: claimRetention(deletionProtection),
      // All of it is reserved, so that no neighbour's growth ends Prometheus.
      resources: { requests: { cpu: "250m", memory }, limits: { memory } },
      ...limitValues(prometheus),
      ...onSystemNodes,
      ...apart,
      // Whoever has metrics brings its own monitors and rules, whatever their labels.
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
      ...apart,
    },
  };
}

/** Volumes are bound to a zone for good when the pod first starts: two in one would be lost together. */
const apart = { podAntiAffinity: "hard", podAntiAffinityTopologyKey: "topology.kubernetes.io/zone" } as const;

/** A budget of one replica would keep its node from ever going. */
function budget(replicas: number) {
  return { podDisruptionBudget: { enabled: replicas > 1 } };
}

/** Of the default class. */
function claim(gibibytes: number) {
  return {
    volumeClaimTemplate: {
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: `${gibibytes}Gi` } } },
    },
  };
}
