import { describe, expect, it } from "vitest";
import { facts } from "../../../components/keda/facts";
import { Keda } from "../../../components/keda/keda";
import { kedaValues } from "../../../components/keda/values";
import { waitsFor } from "../../support/graph";
import { all, only, recordComponent } from "../../support/record";
import { serviceContext, there } from "../../support/service";

const releaseType = "kubernetes:helm.sh/v3:Release";

function keda() {
  return recordComponent(() => new Keda("k", serviceContext(), { monitoringCrds: there, certManager: there }));
}

describe("Keda", () => {
  it("is its chart in its own restricted namespace", async () => {
    const resources = await keda();
    expect(only(resources, "kubernetes:core/v1:Namespace").inputs).toMatchObject({
      metadata: { name: "keda", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
    });
    expect(only(resources, releaseType).inputs).toMatchObject({
      name: "keda",
      version: facts.charts.keda.version,
      repositoryOpts: { repo: "https://kedacore.github.io/charts" },
      namespace: "keda",
    });
  });

  it("starts after its network policies, which allow the API server, Prometheus and queries to Prometheus", async () => {
    const resources = await keda();
    const policies = all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy");
    const chart = only(resources, releaseType);
    expect(policies.filter((policy) => !waitsFor(resources, chart, policy))).toEqual([]);
    const spec = (name: string) => only(policies, policies[0]?.type ?? "", `k-namespace-network-${name}`).inputs.spec;
    expect(spec("from-api-server")).toMatchObject({ ingress: [{ ports: [{ port: 6443 }, { port: 9443 }] }] });
    expect(spec("metrics")).toMatchObject({ ingress: [{ ports: [{ port: 8080 }] }] });
    expect(spec("prometheus")).toMatchObject({
      podSelector: { matchLabels: { app: "keda-operator" } },
      egress: [{ ports: [{ protocol: "TCP", port: 9090 }] }],
    });
  });
});

describe("kedaValues", () => {
  const args = { clusterName: "test", mirror: {}, metrics: { serviceMonitors: true } };

  it("do not allow access to Secrets or scaling of custom kinds", () => {
    expect(kedaValues({ ...args, replicas: 2 })).toMatchObject({
      permissions: { operator: { restrict: { secret: true } }, metricServer: { restrict: { secret: true } } },
      rbac: { enabledCustomScaledRefKinds: false },
    });
  });

  it("have a disruption budget with several replicas", () => {
    expect(kedaValues({ ...args, replicas: 2 }).podDisruptionBudget.operator).toEqual({ maxUnavailable: 1 });
    expect(kedaValues({ ...args, replicas: 1 }).podDisruptionBudget.operator).toEqual({});
  });

  it("use the mirror's images, and certificates of the platform's authority", () => {
    const values = kedaValues({ ...args, replicas: 1, mirror: { images: "registry.example/mirror" } });
    expect(values.image).toMatchObject({
      keda: { registry: "registry.example/mirror/ghcr.io" },
      metricsApiServer: { registry: "registry.example/mirror/ghcr.io" },
      webhooks: { registry: "registry.example/mirror/ghcr.io" },
    });
    expect(values.certificates.certManager.issuer).toEqual({
      generate: false,
      group: "cert-manager.io",
      kind: "ClusterIssuer",
      name: "platform-ca",
    });
  });
});
