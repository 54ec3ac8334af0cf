import { platformNamespaceLabel } from "../../core/kubernetes/labels";
import { linkLocal, privateBlocks } from "../../core/network/blocks";
import type { AllowedTraffic, NetworkPolicySpec } from "../../core/services/allowedTraffic";
import { podLabels, ports } from "./endpoints";

const tcp = (port: number) => ({ protocol: "TCP", port });

/** What passes the network policies of Prometheus, Alertmanager and Grafana. */
export const monitoringTraffic: AllowedTraffic = {
  fromApiServer: [ports.operator],
  further: {
    scrape: {
      podSelector: { matchLabels: podLabels.prometheus },
      policyTypes: ["Egress"],
      // Any pod on any port, and nodes, whose agents have the nodes' addresses: nothing outside of the network.
      egress: [{ to: [{ namespaceSelector: {} }, ...privateBlocks.map((cidr) => ({ ipBlock: { cidr } }))] }],
    },
    notify: {
      podSelector: { matchLabels: podLabels.alertmanager },
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: [...privateBlocks, linkLocal] } }], ports: [tcp(443)] }],
    },
    "queries-prometheus": fromThePlatform(podLabels.prometheus, ports.prometheus),
    "queries-alertmanager": fromThePlatform(podLabels.alertmanager, ports.alertmanager),
    "queries-grafana": fromThePlatform(podLabels.grafana, ports.grafana),
  },
};

/** Canaries, autoscalers and gateways ask; teams do so through Grafana, which knows who they are. */
function fromThePlatform(labels: Readonly<Record<string, string>>, port: number): NetworkPolicySpec {
  return {
    podSelector: { matchLabels: labels },
    policyTypes: ["Ingress"],
    ingress: [
      { from: [{ namespaceSelector: { matchLabels: { [platformNamespaceLabel]: "platform" } } }], ports: [tcp(port)] },
    ],
  };
}
