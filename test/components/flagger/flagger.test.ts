import { describe, expect, it } from "vitest";
import { facts } from "../../../components/flagger/facts";
import { Flagger } from "../../../components/flagger/flagger";
import { canaryObjects } from "../../../components/flagger/objectNames";
import { leaseRules, namespaceRules, watchRules } from "../../../components/flagger/permissions";
import { flaggerValues } from "../../../components/flagger/values";
import { waitsFor } from "../../support/graph";
import { all, only, recordComponent } from "../../support/record";
import { serviceContext, there } from "../../support/service";

const releaseType = "kubernetes:helm.sh/v3:Release";

function flagger() {
  const needs = { monitoringCrds: there, gatewayApi: there, keda: there };
  return recordComponent(() => new Flagger("f", serviceContext(), needs));
}

describe("Flagger", () => {
  it("is its chart in its own restricted namespace, with CRDs that Helm upgrades", async () => {
    const resources = await flagger();
    expect(only(resources, "kubernetes:core/v1:Namespace").inputs).toMatchObject({
      metadata: { name: "flagger", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
    });
    expect(only(resources, releaseType).inputs).toMatchObject({
      name: "flagger",
      version: facts.charts.flagger.version,
      namespace: "flagger",
      skipCrds: true,
      values: { crd: { create: true } },
    });
  });

  it("starts after its network policies, which allow only Prometheus besides DNS and the API server", async () => {
    const resources = await flagger();
    const policies = all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy");
    const chart = only(resources, releaseType);
    expect(policies.filter((policy) => !waitsFor(resources, chart, policy))).toEqual([]);
    expect(policies.map(({ name }) => name.replace("f-namespace-network-", "")).sort()).toEqual([
      "api-server",
      "default-deny",
      "dns",
      "each-other",
      "metrics",
      "prometheus",
    ]);
  });

  it("starts after its permissions, of which only those to watch its own kinds apply to all namespaces", async () => {
    const resources = await flagger();
    const chart = only(resources, releaseType);
    const binding = only(resources, "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding");
    expect(binding.inputs).toMatchObject({
      roleRef: { kind: "ClusterRole", name: "flagger-watch" },
      subjects: [{ kind: "ServiceAccount", name: "flagger", namespace: "flagger" }],
    });
    for (const kind of ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"]) {
      for (const object of all(resources, `kubernetes:rbac.authorization.k8s.io/v1:${kind}`)) {
        expect(waitsFor(resources, chart, object)).toBe(true);
      }
    }
  });

  it("creates the MetricTemplates after the chart, which installs their kind", async () => {
    const resources = await flagger();
    const templates = all(resources, "kubernetes:flagger.app/v1beta1:MetricTemplate");
    expect(templates.map(({ inputs }) => inputs.metadata)).toEqual([
      { name: "model-errors", namespace: "flagger" },
      { name: "model-latency", namespace: "flagger" },
    ]);
    const chart = only(resources, releaseType);
    for (const template of templates) expect(waitsFor(resources, template, chart)).toBe(true);
  });
});

describe("permissions of Flagger", () => {
  const rules = [...watchRules, ...namespaceRules, ...leaseRules];

  it("include no Secrets, ConfigMaps, pods, roles or wildcards, and no deletion", () => {
    const resources = new Set(rules.flatMap(({ resources }) => resources));
    for (const denied of ["secrets", "configmaps", "pods", "roles", "rolebindings", "*"]) {
      expect(resources.has(denied)).toBe(false);
    }
    const verbs = new Set(rules.flatMap(({ verbs }) => verbs));
    for (const denied of ["delete", "deletecollection", "bind", "escalate", "*"]) expect(verbs.has(denied)).toBe(false);
  });

  it("only read in all namespaces", () => {
    expect(watchRules.flatMap(({ verbs }) => verbs)).toEqual(["get", "list", "watch"]);
  });
});

describe("flaggerValues", () => {
  const args = { clusterName: "test", mirror: {}, metrics: { serviceMonitors: true } };

  it("use the gateway, the platform's Prometheus, no config tracking and no role of the chart", () => {
    expect(flaggerValues({ ...args, replicas: 2 })).toMatchObject({
      meshProvider: "gatewayapi:v1",
      metricsServer: "http://kube-prometheus-stack-prometheus.monitoring.svc:9090",
      configTracking: { enabled: false },
      rbac: { create: false },
    });
  });

  it("have a disruption budget and a leader with several replicas", () => {
    expect(flaggerValues({ ...args, replicas: 2 })).toMatchObject({
      leaderElection: { enabled: true, replicaCount: 2 },
      podDisruptionBudget: { enabled: true },
    });
    expect(flaggerValues({ ...args, replicas: 1 }).podDisruptionBudget.enabled).toBe(false);
  });

  it("use the mirror's image", () => {
    const { image } = flaggerValues({ ...args, replicas: 1, mirror: { images: "registry.example/mirror" } });
    expect(image.repository).toBe("registry.example/mirror/ghcr.io/fluxcd/flagger");
  });
});

describe("canaryObjects", () => {
  const named = (spec: Parameters<typeof canaryObjects>[0]) =>
    canaryObjects({ spec }).map(({ kind, name }) => `${kind} ${name}`);

  it("are named after the target, its autoscaler and the Service", () => {
    const targetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "churn-candidate" };
    expect(named({ targetRef, autoscalerRef: { kind: "HorizontalPodAutoscaler", name: "churn" } })).toEqual([
      "Deployment churn-candidate-primary",
      "Service churn-candidate",
      "Service churn-candidate-primary",
      "Service churn-candidate-canary",
      "HTTPRoute churn-candidate",
      "HorizontalPodAutoscaler churn-primary",
    ]);
    expect(
      named({ targetRef, autoscalerRef: { kind: "ScaledObject", name: "churn" }, service: { name: "web" } }),
    ).toEqual([
      "Deployment churn-candidate-primary",
      "Service web",
      "Service web-primary",
      "Service web-canary",
      "HTTPRoute web",
      "ScaledObject churn-primary",
    ]);
  });

  it("are none without a target", () => {
    expect(named({})).toEqual([]);
  });
});
