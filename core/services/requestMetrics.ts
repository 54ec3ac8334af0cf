/**
 * Metrics that a model server must expose at `/metrics`: the contract of docs/workloads/model-service.md. Health checks
 * and `/metrics` itself are not counted.
 */
export const requestMetrics = {
  /** Counter with the labels `code`, the HTTP status, and `route`. */
  requests: "model_requests_total",
  /** Histogram, seconds, with at least the bounds of `durationBounds`. */
  duration: "model_request_duration_seconds",
  /** Gauge. */
  inFlight: "model_requests_in_flight",
  /** Gauge of value 1 with the labels `name` and `version`. */
  info: "model_info",
} as const;
