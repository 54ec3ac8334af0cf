import type { NetworkPolicySpec } from "./allowedTraffic";

/** Namespace and pod labels of Prometheus, for network policies. */
export const prometheusPods = { namespace: "monitoring", labels: { "app.kubernetes.io/name": "prometheus" } } as const;

/** Returns the spec of a network policy that lets pods query Prometheus. @param pods Labels of the pods. */
export function toPrometheus(pods: Readonly<Record<string, string>>): NetworkPolicySpec {
  return {
    podSelector: { matchLabels: pods },
    policyTypes: ["Egress"],
    egress: [
      {
        to: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": prometheusPods.namespace } },
            podSelector: { matchLabels: prometheusPods.labels },
          },
        ],
        ports: [{ protocol: "TCP", port: 9090 }],
      },
    ],
  };
}
