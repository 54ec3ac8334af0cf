import { describe, expect, it } from "vitest";
import { facts } from "../../../components/istio/facts";
import { Istio } from "../../../components/istio/istio";
import { istioBaseValues, istiodValues } from "../../../components/istio/values";
import { chartNamed } from "../../../components/services/charts";
import { waitsFor } from "../../support/graph";
import { all, only, recordComponent } from "../../support/record";
import { serviceContext, there } from "../../support/service";
import { onSystemNodes, sized } from "../../support/values";

const releaseType = "kubernetes:helm.sh/v3:Release";

function istio() {
  return recordComponent(() => new Istio("i", serviceContext(), { monitoringCrds: there, gatewayApi: there }));
}

describe("Istio", () => {
  it("creates policies first, then CRDs, then the control plane", async () => {
    const resources = await istio();
    const base = only(resources, releaseType, "i-base");
    expect(waitsFor(resources, only(resources, releaseType, "i-istiod"), base)).toBe(true);
    const policies = all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy");
    expect(policies.filter((policy) => !waitsFor(resources, base, policy))).toEqual([]);
  });

  it("has a ServiceMonitor for the port of its Service", async () => {
    expect(only(await istio(), "kubernetes:monitoring.coreos.com/v1:ServiceMonitor").inputs.spec).toEqual({
      selector: { matchLabels: { istio: "pilot" } },
      endpoints: [{ port: "http-monitoring", path: "/metrics", interval: "30s" }],
    });
  });

  it("allows ingress from the platform's proxies, and not from teams' pods", () => {
    expect(facts.allowedTraffic).toEqual({
      fromApiServer: [15017],
      metrics: [15014],
      further: {
        proxies: {
          podSelector: { matchLabels: { istio: "pilot" } },
          policyTypes: ["Ingress"],
          ingress: [
            {
              from: [{ namespaceSelector: { matchLabels: { "mlops.platform/part-of": "platform" } } }],
              ports: [{ protocol: "TCP", port: 15012 }],
            },
          ],
        },
      },
    });
  });
});

describe("Istio's values", () => {
  it("of its CRDs create no service account for other clusters", () => {
    expect(istioBaseValues).toEqual({ global: { enableReaderRBAC: false } });
  });

  it("of the control plane disable automatic gateways and sidecars, and use images without a shell", () => {
    expect(istiodValues({ mirror: {}, replicas: 2 })).toMatchObject({
      global: {
        enableReaderRBAC: false,
        hub: "registry.istio.io/release",
        tag: chartNamed("istiod").version,
        variant: "distroless",
      },
      seccompProfile: { type: "RuntimeDefault" },
      env: { PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER: "false" },
      sidecarInjectorWebhook: { enableNamespacesByDefault: false },
    });
  });

  it("of the control plane spread two replicas on the system nodes", () => {
    expect(istiodValues({ mirror: {}, replicas: 2 })).toMatchObject({
      global: { priorityClassName: "system-cluster-critical", defaultPodDisruptionBudget: { enabled: true } },
      autoscaleEnabled: false,
      replicaCount: 2,
      resources: sized,
      topologySpreadConstraints: [
        {
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: { istio: "pilot" } },
        },
      ],
      ...onSystemNodes,
    });
  });

  it("create no disruption budget with one replica, and use the mirror's images", () => {
    const { global } = istiodValues({ mirror: { images: "registry.example/x" }, replicas: 1 });
    expect(global.defaultPodDisruptionBudget).toEqual({ enabled: false });
    expect(global.hub).toBe("registry.example/x/registry.istio.io/release");
  });

  it("are for charts of one version", () => {
    const versions = new Set<string>(
      [chartNamed("base"), chartNamed("istiod"), chartNamed("gateway")].map(({ version }) => version),
    );
    expect(versions.size).toBe(1);
  });
});
