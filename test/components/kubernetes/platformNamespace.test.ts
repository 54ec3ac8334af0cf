import { describe, expect, it } from "vitest";
import { PlatformNamespace } from "../../../components/kubernetes/platformNamespace";
import { all, only, recordComponent } from "../../support/record";

const network = { serviceCidr: "172.20.0.0/16", controlPlaneCidrs: ["10.0.160.0/22"] };

describe("PlatformNamespace", () => {
  it("enforces the restricted pod security standard, and denies all traffic", async () => {
    const resources = await recordComponent(() => new PlatformNamespace("one", { namespace: "first" }));
    const { inputs } = only(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy");
    expect(inputs.spec).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    expect(only(resources, "kubernetes:core/v1:Namespace").inputs.metadata).toEqual({
      name: "first",
      labels: {
        "mlops.platform/part-of": "platform",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
      },
    });
  });

  it("creates network policies if the addresses of the Kubernetes API are given", async () => {
    const resources = await recordComponent(
      () => new PlatformNamespace("one", { namespace: "first", network, allowedTraffic: { https: true } }),
    );
    const policies = all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy");
    expect(policies.map(({ name }) => name).sort()).toEqual([
      "one-network-api-server",
      "one-network-default-deny",
      "one-network-dns",
      "one-network-each-other",
      "one-network-https",
    ]);
    expect(policies.map(({ inputs }) => inputs.metadata)).toContainEqual({ name: "default-deny", namespace: "first" });
  });
});
