import type { types } from "@pulumi/kubernetes";

type EgressRule = types.input.networking.v1.NetworkPolicyEgressRule;

const tcp = (port: number) => ({ protocol: "TCP", port });

/** https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html */
const podIdentityAgent = "169.254.170.23/32";

/** Names of Services and of everything else. */
export const dnsEgress: EgressRule = {
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
  ports: [{ protocol: "UDP", port: 53 }, tcp(53)],
};

/**
 * Ways out of pods that use a database and AWS's APIs, for their network policies. The addresses of a database and of
 * AWS's APIs change: policies know them by port.
 */
export function egressTo(databasePort: number): EgressRule[] {
  return [
    dnsEgress,
    { to: [{ ipBlock: { cidr: podIdentityAgent } }], ports: [tcp(80)] },
    { ports: [tcp(databasePort), tcp(443)] },
  ];
}
