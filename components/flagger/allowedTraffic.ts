import type { AllowedTraffic } from "../../core/services/allowedTraffic";
import { toPrometheus } from "../../core/services/prometheus";

/** Labels of Flagger's pods, as the chart sets them. */
const flaggerPods = { "app.kubernetes.io/name": "flagger" } as const;

/**
 * Traffic that Flagger's network policies allow: Prometheus scrapes it, and it queries Prometheus. It reaches nothing
 * else, so that webhooks and alert providers of a Canary have no effect.
 */
export const flaggerTraffic: AllowedTraffic = { metrics: [8080], further: { prometheus: toPrometheus(flaggerPods) } };
