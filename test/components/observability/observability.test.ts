import { describe, expect, it } from "vitest";
import { MonitoringCrds } from "../../../components/monitoringCrds/monitoringCrds";
import { Observability, type ObservabilityArgs } from "../../../components/observability/observability";
import type { ServiceContext } from "../../../components/service";
import type { Registration } from "../../../core/graph/registration";
import { waitsFor } from "../../support/graph";
import { all, only, recordComponent, typesAndNames } from "../../support/record";
import { serviceContext } from "../../support/service";

const releaseType = "kubernetes:helm.sh/v3:Release";
const namespaceType = "kubernetes:core/v1:Namespace";
const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

function observability(
  changes: Partial<ObservabilityArgs> = {},
  context: Partial<ServiceContext> = {},
): Promise<Registration[]> {
  return recordComponent(() => {
    const monitoringCrds = new MonitoringCrds("crds", serviceContext());
    return new Observability(
      "o",
      serviceContext({ replicas: 1, ...context }),
      { monitoringCrds },
      {
        prometheus: { retentionDays: 7, storageGibibytes: 20, retentionGibibytes: 16, memoryMebibytes: 1536 },
        gpus: true,
        nodeScalers: ["karpenter"],
        ...changes,
      },
    );
  });
}

describe("Observability", () => {
  it("is installed after its CRDs, which are a separate chart", async () => {
    const resources = await observability();
    const crds = only(resources, releaseType, "crds-chart");
    expect(crds.inputs).toMatchObject({ name: "prometheus-operator-crds", namespace: "kube-system" });
    const later = [
      ...all(resources, releaseType).filter((release) => release !== crds),
      ...all(resources, "kubernetes:monitoring.coreos.com/v1:PrometheusRule"),
    ];
    expect(later.filter((resource) => !waitsFor(resources, resource, crds))).toEqual([]);
  });

  it("creates pods after the network policies of their namespace", async () => {
    const resources = await observability();
    const policies = all(resources, policyType);
    const stack = only(resources, releaseType, "o-stack");
    expect(policies.filter((policy) => !waitsFor(resources, stack, policy))).toEqual([]);
  });

  it("creates rules after the operator, and Grafana after its data sources", async () => {
    const resources = await observability();
    const stack = only(resources, releaseType, "o-stack");
    const later = [
      only(resources, releaseType, "o-grafana-chart"),
      ...all(resources, "kubernetes:monitoring.coreos.com/v1:PrometheusRule"),
    ];
    expect(later.filter((resource) => !waitsFor(resources, resource, stack))).toEqual([]);
  });

  it("protects only the namespace of its volumes if deletion is protected", async () => {
    const kept = (await observability({}, { deletionProtection: true })).filter(({ options }) => options.protect);
    expect(kept.map(({ type, name }) => `${type} ${name}`)).toEqual([`${namespaceType} o-namespace`]);
    expect((await observability()).filter(({ options }) => options.protect)).toEqual([]);
  });

  it("allows privileged pods only in the namespace of agents", async () => {
    const resources = await observability();
    const enforced = all(resources, namespaceType).map(({ inputs }) => inputs.metadata);
    expect(enforced).toMatchObject([
      { name: "node-agents-system", labels: { "pod-security.kubernetes.io/enforce": "privileged" } },
      { name: "monitoring", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
    ]);
  });

  it("has no GPU exporter without GPUs", async () => {
    expect(typesAndNames(await observability({ gpus: false })).filter((name) => name.includes("dcgm"))).toEqual([]);
  });

  it("scrapes the node scalers, without Karpenter's metrics of prices", async () => {
    const both = await observability({ nodeScalers: ["karpenter", "cluster-autoscaler"] });
    const specOf = (scaler: string) =>
      only(both, "kubernetes:monitoring.coreos.com/v1:ServiceMonitor", `o-${scaler}`).inputs;
    expect(specOf("karpenter")).toMatchObject({
      metadata: { namespace: "kube-system" },
      spec: {
        selector: { matchLabels: { "app.kubernetes.io/name": "karpenter" } },
        endpoints: [
          {
            port: "http-metrics",
            metricRelabelings: [
              { action: "drop", sourceLabels: ["__name__"], regex: "karpenter_cloudprovider_instance_type_.+" },
            ],
          },
        ],
      },
    });
    expect(specOf("cluster-autoscaler")).toMatchObject({
      metadata: { namespace: "kube-system" },
      spec: {
        selector: { matchLabels: { "app.kubernetes.io/name": "aws-cluster-autoscaler" } },
        endpoints: [{ port: "http", path: "/metrics" }],
      },
    });
    const none = await observability({ nodeScalers: [] });
    expect(all(none, "kubernetes:monitoring.coreos.com/v1:ServiceMonitor")).toEqual([]);
  });

  it("allows queries from the platform, scrapes of all namespaces and notifications to receivers", async () => {
    const resources = await observability();
    const specOf = (policy: string) => only(resources, policyType, `o-namespace-network-${policy}`).inputs.spec;
    expect(specOf("queries-prometheus")).toMatchObject({
      podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } },
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { "mlops.platform/part-of": "platform" } } }],
          ports: [{ port: 9090 }],
        },
      ],
    });
    expect(specOf("scrape")).toMatchObject({
      podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } },
      policyTypes: ["Egress"],
    });
    expect(JSON.stringify(specOf("scrape"))).not.toMatch(/"(0\.0\.0\.0|169\.254)/);
    expect(specOf("notify")).toMatchObject({
      podSelector: { matchLabels: { "app.kubernetes.io/name": "alertmanager" } },
      egress: [{ ports: [{ port: 443 }] }],
    });
    expect(specOf("from-api-server")).toMatchObject({ ingress: [{ ports: [{ port: 10250 }] }] });
    const agents = only(resources, policyType, "o-agents-network-metrics").inputs.spec;
    expect(agents).toMatchObject({ ingress: [{ ports: [{ port: 9400 }] }] });
  });
});
