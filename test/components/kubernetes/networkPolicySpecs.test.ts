import { describe, expect, it } from "vitest";
import { networkPolicySpecs } from "../../../components/kubernetes/networkPolicySpecs";

const network = { serviceCidr: "172.20.0.0/16", controlPlaneCidrs: ["10.0.160.0/22", "10.0.164.0/22"] };

describe("networkPolicySpecs", () => {
  it("allow only DNS, the Kubernetes API and traffic within the namespace", () => {
    expect(networkPolicySpecs({ network, allowedTraffic: {} })).toEqual({
      "default-deny": { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
      "each-other": {
        podSelector: {},
        policyTypes: ["Ingress", "Egress"],
        ingress: [{ from: [{ podSelector: {} }] }],
        egress: [{ to: [{ podSelector: {} }] }],
      },
      dns: {
        podSelector: {},
        policyTypes: ["Egress"],
        egress: [
          {
            to: [
              {
                namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
                podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
              },
            ],
            ports: [
              { protocol: "UDP", port: 53 },
              { protocol: "TCP", port: 53 },
            ],
          },
        ],
      },
      "api-server": {
        podSelector: {},
        policyTypes: ["Egress"],
        egress: [
          {
            to: ["172.20.0.1/32", "10.0.160.0/22", "10.0.164.0/22"].map((cidr) => ({ ipBlock: { cidr } })),
            ports: [{ protocol: "TCP", port: 443 }],
          },
        ],
      },
    });
  });

  it("create one policy for each allowed traffic of a service", () => {
    const further = { database: { podSelector: {}, policyTypes: ["Egress"] } };
    const specs = networkPolicySpecs({
      network,
      allowedTraffic: { fromApiServer: [10250], metrics: [9402, 8080], https: true, podIdentity: true, further },
    });
    expect(Object.keys(specs).slice(4)).toEqual(["from-api-server", "metrics", "https", "pod-identity", "database"]);
    expect(specs["from-api-server"]?.ingress).toEqual([
      {
        from: [{ ipBlock: { cidr: "10.0.160.0/22" } }, { ipBlock: { cidr: "10.0.164.0/22" } }],
        ports: [{ protocol: "TCP", port: 10250 }],
      },
    ]);
    expect(specs.metrics?.ingress).toEqual([
      {
        from: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
            podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } },
          },
        ],
        ports: [
          { protocol: "TCP", port: 9402 },
          { protocol: "TCP", port: 8080 },
        ],
      },
    ]);
    expect(specs["pod-identity"]?.egress).toEqual([
      { to: [{ ipBlock: { cidr: "169.254.170.23/32" } }], ports: [{ protocol: "TCP", port: 80 }] },
    ]);
    expect(specs.https?.egress).toEqual([
      {
        to: [
          {
            ipBlock: {
              cidr: "0.0.0.0/0",
              except: ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"],
            },
          },
        ],
        ports: [{ protocol: "TCP", port: 443 }],
      },
    ]);
  });

  it("select the given pods in a namespace that is not the platform's", () => {
    const pods = { app: "one" };
    for (const spec of Object.values(networkPolicySpecs({ network, allowedTraffic: { https: true }, pods }))) {
      expect(spec).toMatchObject({ podSelector: { matchLabels: pods } });
    }
  });

  it("reject a serviceCidr that is not an IPv4 block", () => {
    const wrong = { ...network, serviceCidr: "172.20.0.0" };
    expect(() => networkPolicySpecs({ network: wrong, allowedTraffic: {} })).toThrow(
      "cluster.serviceCidr must be an IPv4 block, not 172.20.0.0\n  fix: use a block such as 172.20.0.0/16",
    );
  });
});
