import { platformNamespaceLabel } from "../../core/kubernetes/labels";
import type { AllowedTraffic } from "../../core/services/allowedTraffic";
import { istiodLabels, istiodPorts } from "./istiod";

/** Traffic that the control plane's network policies allow: webhooks, metrics and configuration requests of proxies. */
export const istioTraffic: AllowedTraffic = {
  fromApiServer: [istiodPorts.webhooks],
  metrics: [istiodPorts.metrics],
  further: {
    proxies: {
      podSelector: { matchLabels: istiodLabels },
      policyTypes: ["Ingress"],
      ingress: [
        {
          // No pod of a team has a proxy.
          from: [{ namespaceSelector: { matchLabels: { [platformNamespaceLabel]: "platform" } } }],
          ports: [{ protocol: "TCP", port: istiodPorts.discovery }],
        },
      ],
    },
  },
};
