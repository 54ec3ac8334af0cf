import { platformNamespaceLabel, teamLabel } from "../../core/kubernetes/labels";
import { privateBlocks } from "../../core/network/blocks";
import type { AllowedTraffic } from "../../core/services/allowedTraffic";
import { gatewayPods, proxyPorts } from "./gatewayPods";

const podSelector = { matchLabels: { ...gatewayPods.labels } };
const tcp = (port: number) => ({ protocol: "TCP", port });

/** Traffic that the gateway's network policies allow. The load balancer's addresses are part of the network. */
export const gatewayTraffic: AllowedTraffic = {
  metrics: [proxyPorts.metrics],
  further: {
    "load-balancer": {
      podSelector,
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: privateBlocks.map((cidr) => ({ ipBlock: { cidr } })),
          ports: [tcp(proxyPorts.https), tcp(proxyPorts.readiness)],
        },
      ],
    },
    // Models and services may use any port. istiod is one of the platform's pods.
    backends: {
      podSelector,
      policyTypes: ["Egress"],
      egress: [
        {
          to: [teamLabel, platformNamespaceLabel].map((key) => ({
            namespaceSelector: { matchExpressions: [{ key, operator: "Exists" }] },
          })),
        },
      ],
    },
  },
};
