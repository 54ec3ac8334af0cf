import { platformNamespaceLabel } from "../../core/kubernetes/labels";
import { linkLocal, privateBlocks } from "../../core/network/blocks";
import type { AllowedTraffic, NetworkPolicySpec } from "../../core/services/allowedTraffic";
import { podLabels, ports } from "./endpoints";

const tcp = (port: number) => ({ protocol: "TCP", port });

/** Traffic that the network policies of Prometheus, Alertmanager and Grafana allow. */
export const monitoringTraffic: AllowedTraffic = {
  fromApiServer: [ports.operator],
  further: {
    scrape: {
      podSelector: { matchLabels: podLabels.prometheus },
      policyTypes: ["Egress"],
      // To every pod on every port, and to nodes, because agents use the nodes' addresses. To nothing outside the
      // network.
      egress: [{ to: [{ namespaceSelector: {} }, ...privateBlocks.map((cidr) => ({ ipBlock: { cidr } }))] }],
    },
    notify: {
      podSelector: { matchLabels: podLabels.alertmanager },
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: [...privateBlocks, linkLocal] } }], ports: [tcp(443)] }],
    },
    "queries-prometheus": fromPlatformNamespaces(podLabels.prometheus, ports.prometheus),
    "queries-alertmanager": fromPlatformNamespaces(podLabels.alertmanager, ports.alertmanager),
    "queries-grafana": fromPlatformNamespaces(podLabels.grafana, ports.grafana),
  },
};

/** Allows ingress from services of the platform. Teams query through Grafana, which authenticates them. */
function fromPlatformNamespaces(labels: Readonly<Record<string, string>>, port: number): NetworkPolicySpec {
  return {
    podSelector: { matchLabels: labels },
    policyTypes: ["Ingress"],
    ingress: [
      { from: [{ namespaceSelector: { matchLabels: { [platformNamespaceLabel]: "platform" } } }], ports: [tcp(port)] },
    ],
  };
}
