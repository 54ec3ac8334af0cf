import type { types } from "@pulumi/kubernetes";
import { podIdentityBlock } from "../../../core/network/blocks";

type EgressRule = types.input.networking.v1.NetworkPolicyEgressRule;

const tcp = (port: number) => ({ protocol: "TCP", port });

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
    { to: [{ ipBlock: { cidr: podIdentityBlock } }], ports: [tcp(80)] },
    { ports: [tcp(databasePort), tcp(443)] },
  ];
}
