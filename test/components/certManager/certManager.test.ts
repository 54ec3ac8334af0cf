import { describe, expect, it } from "vitest";
import { CertManager, platformIssuer } from "../../../components/certManager/certManager";
import { certManagerValues } from "../../../components/certManager/values";
import { waitsFor } from "../../support/graph";
import { all, only, recordComponent } from "../../support/record";
import { serviceContext, there } from "../../support/service";
import { onSystemNodes, sized } from "../../support/values";

const metrics = { serviceMonitors: false };

function certManager() {
  return recordComponent(() => new CertManager("c", serviceContext({ metrics }), { monitoringCrds: there }));
}

describe("CertManager", () => {
  it("creates policies first, then the chart with its webhook, then issuers and certificates in order", async () => {
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

  it("has an issuer for the certificate authority that it creates", async () => {
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

  it("keep certificates when the release is replaced, and leases in its own namespace", () => {
    expect(certManagerValues({ ...args, replicas: 2 })).toMatchObject({
      crds: { enabled: true, keep: true },
      global: { leaderElection: { namespace: "cert-manager" } },
      enableCertificateOwnerRef: true,
      prometheus: { enabled: true, servicemonitor: { enabled: false } },
    });
  });

  it("set resources of each pod, and replicas on the system nodes", () => {
    const { startupapicheck, ...values } = certManagerValues({ ...args, replicas: 2 });
    for (const part of [values, values.webhook, values.cainjector]) {
      expect(part).toMatchObject({
        replicaCount: 2,
        podDisruptionBudget: { enabled: true },
        resources: sized,
        ...onSystemNodes,
      });
    }
    expect(values.global.priorityClassName).toBe("system-cluster-critical");
    expect(startupapicheck).toMatchObject({ timeout: "5m", resources: sized, ...onSystemNodes });
  });

  it("create no disruption budget with one replica, and use the mirror's images", () => {
    const values = certManagerValues({ ...args, replicas: 1, mirror: { images: "registry.example/x" } });
    expect([values, values.webhook, values.cainjector].map((part) => part.podDisruptionBudget)).toEqual(
      Array(3).fill({ enabled: false }),
    );
    expect(values.imageRegistry).toBe("registry.example/x/quay.io");
  });
});
