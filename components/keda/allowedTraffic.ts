import type { AllowedTraffic } from "../../core/services/allowedTraffic";
import { prometheusPods } from "../../core/services/prometheus";

/** Ports of KEDA's pods: the metrics that autoscalers ask for, the webhook, and figures of its own. */
const kedaPorts = { metricsApi: 6443, webhooks: 9443, figures: 8080 } as const;

/** What passes KEDA's network policies: the operator asks Prometheus for what ScaledObjects name. */
export const kedaTraffic: AllowedTraffic = {
  fromApiServer: [kedaPorts.metricsApi, kedaPorts.webhooks],
  metrics: [kedaPorts.figures],
  further: {
    prometheus: {
      podSelector: { matchLabels: { app: "keda-operator" } },
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
    },
  },
};
