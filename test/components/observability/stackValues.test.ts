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
  it("keep two of Prometheus and of Alertmanager, on volumes in two zones", () => {
    const { prometheus, alertmanager } = stackValues(args);
    const apart = { podAntiAffinity: "hard", podAntiAffinityTopologyKey: "topology.kubernetes.io/zone" };
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
        ...apart,
      },
    });
    expect(alertmanager).toMatchObject({
      podDisruptionBudget: { enabled: true },
      alertmanagerSpec: { replicas: 2, storage: claim("2Gi"), ...onSystem, ...apart },
    });
  });

  it("block no node where there is one of each", () => {
    const { prometheus, alertmanager } = stackValues({ ...args, replicas: 1 });
    expect(prometheus.podDisruptionBudget.enabled).toBe(false);
    expect(alertmanager.podDisruptionBudget.enabled).toBe(false);
  });

  it.each([
    [true, "Retain"],
    [false, "Delete"],
  ])("with deletion protection %s say to volumes: %s", (deletionProtection, whenDeleted) => {
    const { prometheus, alertmanager } = stackValues({ ...args, deletionProtection });
    const policy = { whenDeleted, whenScaled: "Retain" };
    expect(claimRetention(deletionProtection)).toEqual(policy);
    expect(prometheus.prometheusSpec.persistentVolumeClaimRetentionPolicy).toEqual(policy);
    expect(alertmanager.alertmanagerSpec.persistentVolumeClaimRetentionPolicy).toEqual(policy);
  });

  it("let no target, monitor or query end Prometheus, and its largest targets be large", () => {
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

  it("leave out alerts that would fire for ever, or of nodes that are busy", () => {
    const { disabled, kubeletServerCertificateExpiration } = stackValues(args).defaultRules;
    expect(disabled).toMatchObject({
      KubeCPUQuotaOvercommit: true,
      KubeMemoryQuotaOvercommit: true,
      KubeJobFailed: true,
    });
    // EKS replaces certificates of 45 days some 5 days before their end.
    expect(kubeletServerCertificateExpiration.warning).toBe(3 * 24 * 3600);
  });

  it("take monitors and rules whatever their labels", () => {
    expect(stackValues(args).prometheus.prometheusSpec).toMatchObject({
      serviceMonitorSelectorNilUsesHelmValues: false,
      podMonitorSelectorNilUsesHelmValues: false,
      probeSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
      scrapeConfigSelectorNilUsesHelmValues: false,
    });
  });

  it("leave out what EKS does not let be scraped, its rules too", () => {
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

  it("bring neither CRDs nor Grafana, which have charts of their own, but Grafana's data sources", () => {
    expect(stackValues(args)).toMatchObject({
      crds: { enabled: false },
      grafana: { enabled: false, forceDeployDashboards: true, forceDeployDatasources: true },
    });
  });

  it("have every node watched, from a namespace that lets agents see it", () => {
    expect(stackValues(args)["prometheus-node-exporter"]).toMatchObject({
      namespaceOverride: "node-agents-system",
      tolerations: [{ operator: "Exists" }],
    });
  });

  it("have the operator run pods in its own namespace alone, and place its jobs as itself", () => {
    expect(stackValues(args).prometheusOperator).toMatchObject({
      ...onSystem,
      prometheusInstanceNamespaces: ["monitoring"],
      alertmanagerInstanceNamespaces: ["monitoring"],
      admissionWebhooks: { failurePolicy: "Ignore", patch: onSystem },
    });
  });

  it("take every image from a mirror", () => {
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
