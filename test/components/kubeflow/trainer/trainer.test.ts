import { describe, expect, it } from "vitest";
import { Trainer } from "../../../../components/kubeflow/trainer/trainer";
import { trainerValues } from "../../../../components/kubeflow/trainer/values";
import { waitsFor } from "../../../support/graph";
import { all, only, recordComponent } from "../../../support/record";
import { onSystemNodes, sized } from "../../../support/values";
import { network } from "../trainingOperator/trainingOperatorRecord";

const monitorType = "kubernetes:monitoring.coreos.com/v1:ServiceMonitor";
const budgetType = "kubernetes:policy/v1:PodDisruptionBudget";
const releaseType = "kubernetes:helm.sh/v3:Release";

function trainer(replicas = 2, serviceMonitors = true) {
  return recordComponent(() => new Trainer("t", { mirror: {}, replicas, network, metrics: { serviceMonitors } }));
}

describe("Trainer", () => {
  it("creates policies first, then the chart, then monitors and disruption budgets", async () => {
    const resources = await trainer();
    const release = only(resources, releaseType);
    const policies = all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy");
    expect(policies).not.toEqual([]);
    for (const policy of policies) expect(waitsFor(resources, release, policy)).toBe(true);
    for (const later of [...all(resources, monitorType), only(resources, budgetType)]) {
      expect(waitsFor(resources, later, release)).toBe(true);
    }
  });

  it("allows ingress from the API server to the webhooks' port, and from Prometheus to the metrics' port", async () => {
    const resources = await trainer();
    const ingress = (policy: string) =>
      only(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy", `t-namespace-network-${policy}`).inputs.spec;
    expect(ingress("from-api-server")).toMatchObject({ ingress: [{ ports: [{ protocol: "TCP", port: 9443 }] }] });
    expect(ingress("metrics")).toMatchObject({ ingress: [{ ports: [{ protocol: "TCP", port: 8443 }] }] });
  });

  it("has monitors for both controllers: JobSet's with TLS and Prometheus' token", async () => {
    const resources = await trainer();
    expect(only(resources, monitorType, "t-chart-metrics").inputs.spec).toEqual({
      selector: {
        matchLabels: { "app.kubernetes.io/name": "kubeflow-trainer", "app.kubernetes.io/component": "manager" },
      },
      endpoints: [{ port: "monitoring-port", path: "/metrics", interval: "30s" }],
    });
    expect(only(resources, monitorType, "t-jobset-metrics").inputs).toMatchObject({
      metadata: { name: "jobset" },
      spec: {
        selector: { matchLabels: { "app.kubernetes.io/name": "jobset", "app.kubernetes.io/component": "controller" } },
        endpoints: [
          {
            port: "https",
            scheme: "https",
            bearerTokenFile: "/var/run/secrets/kubernetes.io/serviceaccount/token",
            tlsConfig: { insecureSkipVerify: true },
          },
        ],
      },
    });
  });

  it("creates no disruption budget with one replica, and no ServiceMonitor if they are off", async () => {
    const resources = await trainer(1, false);
    expect([...all(resources, budgetType), ...all(resources, monitorType)]).toEqual([]);
    expect(only(await trainer(2), budgetType).inputs.spec).toEqual({
      maxUnavailable: 1,
      selector: {
        matchLabels: { "app.kubernetes.io/name": "kubeflow-trainer", "app.kubernetes.io/component": "manager" },
      },
    });
  });
});

describe("trainerValues", () => {
  it("install JobSet, and neither upstream's runtimes nor its data cache", () => {
    expect(trainerValues({ mirror: {}, replicas: 2 })).toMatchObject({
      runtimes: { defaultEnabled: false },
      dataCache: { enabled: false },
      jobset: { install: true },
    });
  });

  it("set resources and two replicas of both controllers on the system nodes, with the mirror's images", () => {
    const pods = { replicas: 2, resources: sized, ...onSystemNodes };
    expect(trainerValues({ mirror: { images: "registry.example/x/" }, replicas: 2 })).toMatchObject({
      image: { registry: "registry.example/x/ghcr.io" },
      manager: { ...pods, config: { metrics: { bindAddress: ":8443", secureServing: false } } },
      jobset: {
        image: { repository: "registry.example/x/registry.k8s.io/jobset/jobset", pullPolicy: "IfNotPresent" },
        controller: { ...pods, podDisruptionBudget: { enabled: true, maxUnavailable: 1 } },
      },
    });
  });

  it("create no disruption budget with one replica, and use upstream's images without a mirror", () => {
    const { image, jobset } = trainerValues({ mirror: {}, replicas: 1 });
    expect([image.registry, jobset.image.repository]).toEqual(["ghcr.io", "registry.k8s.io/jobset/jobset"]);
    expect(jobset.controller.podDisruptionBudget.enabled).toBe(false);
  });
});
