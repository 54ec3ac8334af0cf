import { describe, expect, it } from "vitest";
import { claimRetention } from "../../../components/observability/claimRetention";
import { stackValues } from "../../../components/observability/stackValues";

const args = {
  clusterName: "acme",
  mirror: {},
  replicas: 2,
  prometheus: { retentionDays: 15, storageGibibytes: 50, retentionGibibytes: 40, memoryMebibytes: 2048 },
  deletionProtection: true,
};
const onSystem = {
  nodeSelector: { "mlops.platform/pool": "system" },
  tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists", effect: "NoSchedule" }],
};

describe("stackValues", () => {
  it("run two replicas of Prometheus and Alertmanager with volumes in two zones", () => {
    const { prometheus, alertmanager } = stackValues(args);
    const oneReplicaPerZone = { podAntiAffinity: "hard", podAntiAffinityTopologyKey: "topology.kubernetes.io/zone" };
    const claim = (storage: string) => ({
      volumeClaimTemplate: { spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } } } },
    });
    expect(prometheus).toMatchObject({
      podDisruptionBudget: { enabled: true },
      prometheusSpec: {
        replicas: 2,
        externalLabels: { cluster: "acme" },
        retention: "15d",
        retentionSize: "40960MiB",
        storageSpec: claim("50Gi"),
        resources: { requests: { cpu: "250m", memory: "2048Mi" }, limits: { memory: "2048Mi" } },
        ...onSystem,
        ...oneReplicaPerZone,
      },
    });
    expect(alertmanager).toMatchObject({
      podDisruptionBudget: { enabled: true },
      alertmanagerSpec: { replicas: 2, storage: claim("2Gi"), ...onSystem, ...oneReplicaPerZone },
    });
  });

  it("create no disruption budget with one replica", () => {
    const { prometheus, alertmanager } = stackValues({ ...args, replicas: 1 });
    expect(prometheus.podDisruptionBudget.enabled).toBe(false);
    expect(alertmanager.podDisruptionBudget.enabled).toBe(false);
  });

  it.each([
    [true, "Retain"],
    [false, "Delete"],
  ])("with deletion protection %s set the retention of volumes to %s", (deletionProtection, whenDeleted) => {
    const { prometheus, alertmanager } = stackValues({ ...args, deletionProtection });
    const policy = { whenDeleted, whenScaled: "Retain" };
    expect(claimRetention(deletionProtection)).toEqual(policy);
    expect(prometheus.prometheusSpec.persistentVolumeClaimRetentionPolicy).toEqual(policy);
    expect(alertmanager.alertmanagerSpec.persistentVolumeClaimRetentionPolicy).toEqual(policy);
  });

  it("limit targets, monitors and queries, with a higher limit for large targets", () => {
    const { prometheus, kubelet, kubeApiServer, ...rest } = stackValues(args);
    expect(prometheus.prometheusSpec).toMatchObject({
      sampleLimit: 10_000,
      enforcedSampleLimit: 150_000,
      enforcedTargetLimit: 1000,
      enforcedBodySizeLimit: "100MB",
      enableFeatures: ["extra-scrape-metrics"],
      query: { maxSamples: 16_777_216 },
    });
    const large = { serviceMonitor: { sampleLimit: 150_000 } };
    expect({ kubelet, kubeApiServer }).toEqual({ kubelet: large, kubeApiServer: large });
    expect(rest["kube-state-metrics"].prometheus.monitor.sampleLimit).toBe(150_000);
  });

  it("disable alerts that fire permanently or for busy nodes", () => {
    const { disabled, kubeletServerCertificateExpiration } = stackValues(args).defaultRules;
    expect(disabled).toMatchObject({
      KubeCPUQuotaOvercommit: true,
      KubeMemoryQuotaOvercommit: true,
      KubeJobFailed: true,
    });
    // EKS replaces certificates of 45 days some 5 days before their end.
    expect(kubeletServerCertificateExpiration.warning).toBe(3 * 24 * 3600);
  });

  it("select monitors and rules regardless of their labels", () => {
    expect(stackValues(args).prometheus.prometheusSpec).toMatchObject({
      serviceMonitorSelectorNilUsesHelmValues: false,
      podMonitorSelectorNilUsesHelmValues: false,
      probeSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
      scrapeConfigSelectorNilUsesHelmValues: false,
    });
  });

  it("disable monitors and rules of components that EKS does not expose", () => {
    const off = { enabled: false };
    expect(stackValues(args)).toMatchObject({
      kubeControllerManager: off,
      kubeScheduler: off,
      kubeEtcd: off,
      kubeProxy: off,
      defaultRules: {
        rules: {
          etcd: false,
          kubeControllerManager: false,
          kubeProxy: false,
          kubeSchedulerAlerting: false,
          kubeSchedulerRecording: false,
        },
      },
    });
  });

  it("install neither CRDs nor Grafana, but Grafana's data sources", () => {
    expect(stackValues(args)).toMatchObject({
      crds: { enabled: false },
      grafana: { enabled: false, forceDeployDashboards: true, forceDeployDatasources: true },
    });
  });

  it("run the node exporter on every node, in the namespace of agents", () => {
    expect(stackValues(args)["prometheus-node-exporter"]).toMatchObject({
      namespaceOverride: "node-agents-system",
      tolerations: [{ operator: "Exists" }],
    });
  });

  it("restrict the operator to its namespace, and place its jobs on the system nodes", () => {
    expect(stackValues(args).prometheusOperator).toMatchObject({
      ...onSystem,
      prometheusInstanceNamespaces: ["monitoring"],
      alertmanagerInstanceNamespaces: ["monitoring"],
      admissionWebhooks: { failurePolicy: "Ignore", patch: onSystem },
    });
  });

  it("use the mirror for every image", () => {
    const values = stackValues({ ...args, mirror: { images: "registry.example:5000/all/" } });
    const images = [
      values.prometheusOperator.image,
      values.prometheusOperator.prometheusConfigReloader.image,
      values.prometheusOperator.admissionWebhooks.patch.image,
      values.prometheus.prometheusSpec.image,
      values.alertmanager.alertmanagerSpec.image,
      values["kube-state-metrics"].image,
      values["prometheus-node-exporter"].image,
    ];
    expect(images.map(({ registry, repository }) => `${registry} ${repository}`)).toEqual([
      "registry.example:5000 all/quay.io/prometheus-operator/prometheus-operator",
      "registry.example:5000 all/quay.io/prometheus-operator/prometheus-config-reloader",
      "registry.example:5000 all/ghcr.io/jkroepke/kube-webhook-certgen",
      "registry.example:5000 all/quay.io/prometheus/prometheus",
      "registry.example:5000 all/quay.io/prometheus/alertmanager",
      "registry.example:5000 all/registry.k8s.io/kube-state-metrics/kube-state-metrics",
      "registry.example:5000 all/quay.io/prometheus/node-exporter",
    ]);
  });
});
