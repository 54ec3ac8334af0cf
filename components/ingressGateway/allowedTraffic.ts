import { platformNamespaceLabel, teamLabel } from "../../core/kubernetes/labels";
import { privateBlocks } from "../../core/network/blocks";
import type { AllowedTraffic } from "../../core/services/allowedTraffic";
import { gatewayPods, proxyPorts } from "./gatewayPods";

const podSelector = { matchLabels: { ...gatewayPods.labels } };
const tcp = (port: number) => ({ protocol: "TCP", port });

/** What passes the gateway's network policies. The load balancer's own addresses are the network's. */
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
    // Models and services have whatever port they like; istiod is one of the platform's pods.
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
