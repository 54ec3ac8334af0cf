import type { AllowedTraffic } from "../../core/services/allowedTraffic";
import { toPrometheus } from "../../core/services/prometheus";

/** Ports of KEDA's pods: the external metrics API, the webhooks, and its own metrics. */
const kedaPorts = { metricsApi: 6443, webhooks: 9443, metrics: 8080 } as const;

/** Traffic that KEDA's network policies allow. The operator queries Prometheus for ScaledObjects. */
export const kedaTraffic: AllowedTraffic = {
  fromApiServer: [kedaPorts.metricsApi, kedaPorts.webhooks],
  metrics: [kedaPorts.metrics],
  further: { prometheus: toPrometheus({ app: "keda-operator" }) },
};
