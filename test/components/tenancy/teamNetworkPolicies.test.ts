import { describe, expect, it } from "vitest";
import { teamNetworkPolicies } from "../../../components/tenancy/teamNetworkPolicies";
import { contains, parseCidr } from "../../../core/network/cidr";

const policies = teamNetworkPolicies({ serviceCidr: "172.20.0.0/16", controlPlaneCidrs: ["10.20.160.0/22"] });

function block(cidr: string) {
  const parsed = parseCidr(cidr);
  if (!parsed) throw new Error(`${cidr} is no block`);
  return parsed;
}

describe("teamNetworkPolicies", () => {
  it("are these, and the first one denies all traffic", () => {
    expect(Object.keys(policies)).toEqual([
      "default-deny",
      "same-namespace",
      "dns",
      "mlflow",
      "prometheus",
      "internet",
      "pod-identity",
      "control-plane",
    ]);
    expect(policies["default-deny"]).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
  });

  it("select all pods", () => {
    for (const { podSelector } of Object.values(policies)) expect(podSelector).toEqual({});
  });

  it("allow ingress only from pods of the namespace and from Prometheus", () => {
    const into = Object.entries(policies).filter(([, { ingress }]) => ingress !== undefined);
    expect(into.map(([name, { ingress }]) => [name, ingress])).toEqual([
      ["same-namespace", [{ from: [{ podSelector: {} }] }]],
      [
        "prometheus",
        [
          {
            from: [
              {
                namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
                podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } },
              },
            ],
          },
        ],
      ],
    ]);
  });

  it("allow egress to DNS and MLflow at their ports", () => {
    expect(policies.dns).toMatchObject({
      policyTypes: ["Egress"],
      egress: [
        {
          to: [{ podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }],
          ports: [
            { protocol: "UDP", port: 53 },
            { protocol: "TCP", port: 53 },
          ],
        },
      ],
    });
    expect(policies.mlflow).toMatchObject({
      egress: [
        {
          to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "mlflow" } }, podSelector: {} }],
          ports: [{ protocol: "TCP", port: 5000 }],
        },
      ],
    });
  });

  it("allow egress to the Internet by HTTPS only, without private addresses", () => {
    const except = ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"];
    expect(policies.internet).toMatchObject({
      egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except } }], ports: [{ protocol: "TCP", port: 443 }] }],
    });
    // Instance metadata, the database's subnets, another pod, a Service.
    for (const address of ["169.254.169.254/32", "10.20.160.9/32", "100.64.1.1/32", "172.20.0.10/32"]) {
      expect(except.some((cidr) => contains(block(cidr), block(address)))).toBe(true);
    }
  });

  it("allow egress to Pod Identity, the Kubernetes API and interface endpoints", () => {
    expect(policies["pod-identity"]).toMatchObject({
      egress: [{ to: [{ ipBlock: { cidr: "169.254.170.23/32" } }], ports: [{ protocol: "TCP", port: 80 }] }],
    });
    expect(policies["control-plane"]).toMatchObject({
      egress: [
        {
          to: [{ ipBlock: { cidr: "172.20.0.1/32" } }, { ipBlock: { cidr: "10.20.160.0/22" } }],
          ports: [{ protocol: "TCP", port: 443 }],
        },
      ],
    });
  });
});
