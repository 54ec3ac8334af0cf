import { platformNamespaceLabel } from "../../core/kubernetes/labels";
import type { AllowedTraffic } from "../../core/services/allowedTraffic";
import { istiodLabels, istiodPorts } from "./istiod";

/** What passes the control plane's network policies: webhooks, figures, and proxies that ask for their configuration. */
export const istioTraffic: AllowedTraffic = {
  fromApiServer: [istiodPorts.webhooks],
  metrics: [istiodPorts.metrics],
  further: {
    proxies: {
      podSelector: { matchLabels: istiodLabels },
      policyTypes: ["Ingress"],
      ingress: [
        {
          // Teams have no proxies.
          from: [{ namespaceSelector: { matchLabels: { [platformNamespaceLabel]: "platform" } } }],
          ports: [{ protocol: "TCP", port: istiodPorts.discovery }],
        },
      ],
    },
  },
};
