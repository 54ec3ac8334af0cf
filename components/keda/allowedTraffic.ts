import type { AllowedTraffic } from "../../core/services/allowedTraffic";
import { prometheusPods } from "../../core/services/prometheus";

/** Ports of KEDA's pods: the external metrics API, the webhooks, and its own metrics. */
const kedaPorts = { metricsApi: 6443, webhooks: 9443, metrics: 8080 } as const;

/** Traffic that KEDA's network policies allow. The operator queries Prometheus for ScaledObjects. */
export const kedaTraffic: AllowedTraffic = {
  fromApiServer: [kedaPorts.metricsApi, kedaPorts.webhooks],
  metrics: [kedaPorts.metrics],
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
