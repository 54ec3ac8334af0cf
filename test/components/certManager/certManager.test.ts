import { describe, expect, it } from "vitest";
import { CertManager, platformIssuer } from "../../../components/certManager/certManager";
import { certManagerValues } from "../../../components/certManager/values";
import { waitsFor } from "../../support/graph";
import { all, only, recordComponent } from "../../support/record";
import { serviceContext, there } from "../../support/service";

const metrics = { serviceMonitors: false };

function certManager() {
  return recordComponent(() => new CertManager("c", serviceContext({ metrics }), { monitoringCrds: there }));
}

describe("CertManager", () => {
  it("comes up policies first, then the chart with its webhook, then issuers and certificates one by one", async () => {
    const resources = await certManager();
    const chart = only(resources, "kubernetes:helm.sh/v3:Release");
    for (const policy of all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy")) {
      expect(waitsFor(resources, chart, policy)).toBe(true);
    }
    const order = [
      chart,
      only(resources, "kubernetes:cert-manager.io/v1:ClusterIssuer", "c-self-signed"),
      only(resources, "kubernetes:cert-manager.io/v1:Certificate"),
      only(resources, "kubernetes:cert-manager.io/v1:ClusterIssuer", "c-issuer"),
    ];
    for (const [index, later] of order.slice(1).entries()) {
      expect(order.slice(index, index + 1).map((earlier) => waitsFor(resources, later, earlier))).toEqual([true]);
    }
  });

  it("signs with the authority that it has made", async () => {
    const resources = await certManager();
    const { spec } = only(resources, "kubernetes:cert-manager.io/v1:Certificate").inputs;
    expect(spec).toMatchObject({ isCA: true, secretName: "platform-ca", issuerRef: { name: "platform-self-signed" } });
    expect(only(resources, "kubernetes:cert-manager.io/v1:ClusterIssuer", "c-issuer").inputs).toMatchObject({
      metadata: { name: platformIssuer.name },
      spec: { ca: { secretName: "platform-ca" } },
    });
  });
});

describe("certManagerValues", () => {
  const args = { namespace: "cert-manager", mirror: {}, metrics };

  it("are these with two replicas", () => {
    const onSystemNodes = {
      nodeSelector: { "mlops.platform/pool": "system" },
      tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists", effect: "NoSchedule" }],
    };
    const many = { replicaCount: 2, podDisruptionBudget: { enabled: true }, ...onSystemNodes };
    expect(certManagerValues({ ...args, replicas: 2 })).toEqual({
      ...many,
      crds: { enabled: true, keep: true },
      global: { priorityClassName: "system-cluster-critical", leaderElection: { namespace: "cert-manager" } },
      imageRegistry: "quay.io",
      enableCertificateOwnerRef: true,
      resources: { requests: { cpu: "20m", memory: "128Mi" }, limits: { memory: "256Mi" } },
      webhook: { ...many, resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "128Mi" } } },
      cainjector: { ...many, resources: { requests: { cpu: "20m", memory: "256Mi" }, limits: { memory: "512Mi" } } },
      startupapicheck: {
        ...onSystemNodes,
        timeout: "5m",
        resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "64Mi" } },
      },
      prometheus: { enabled: true, servicemonitor: { enabled: false } },
    });
  });

  it("let a node go with one replica, and take images from a mirror", () => {
    const values = certManagerValues({ ...args, replicas: 1, mirror: { images: "registry.example/x" } });
    expect([values, values.webhook, values.cainjector].map((part) => part.podDisruptionBudget)).toEqual(
      Array(3).fill({ enabled: false }),
    );
    expect(values.imageRegistry).toBe("registry.example/x/quay.io");
  });
});
