import { requestMetrics } from "../../../core/services/requestMetrics";

/**
 * Returns a PromQL expression for the requests in flight of all pods of a version. vLLM, which serves the format
 * huggingface, counts requests that run and requests in its queue. Another server can expose the metric of
 * docs/workloads/model-service.md.
 *
 * @param predictor Name of the Deployment of the version. KServe's label `app` of the pods contains it.
 */
export function requestsInFlight(namespace: string, predictor: string): string {
  const load = (metric: string) =>
    `sum(avg_over_time(${metric}{namespace="${namespace}",app="isvc.${predictor}"}[2m]))`;
  const queued = `${load("vllm:num_requests_running")} + ${load("vllm:num_requests_waiting")}`;
  return `(${queued}) or ${load(requestMetrics.inFlight)}`;
}
