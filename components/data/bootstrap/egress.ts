import type { types } from "@pulumi/kubernetes";
import { podIdentityBlock } from "../../../core/network/blocks";

type EgressRule = types.input.networking.v1.NetworkPolicyEgressRule;

const tcp = (port: number) => ({ protocol: "TCP", port });

/** Egress to the cluster's DNS. */
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
 * Returns the egress rules of pods that use a database and AWS APIs. The rules allow ports and not addresses, because
 * the addresses of databases and APIs change.
 */
export function egressTo(databasePort: number): EgressRule[] {
  return [
    dnsEgress,
    { to: [{ ipBlock: { cidr: podIdentityBlock } }], ports: [tcp(80)] },
    { ports: [tcp(databasePort), tcp(443)] },
  ];
}
