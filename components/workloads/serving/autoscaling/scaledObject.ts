import { addresses } from "../../../observability/endpoints";
import type { ReplicaRange } from "../replicas";

/** An autoscaler of KEDA that compares the result of a query with a target for each pod. */
export interface ScaledObjectArgs {
  /** Name of the Deployment. */
  readonly deployment: string;
  /** Name of the HorizontalPodAutoscaler that KEDA creates. */
  readonly autoscaler: string;
  /** Limits of the number of pods. */
  readonly range: Pick<ReplicaRange, "minimum" | "maximum">;
  /** PromQL expression for the load of all pods together. Without a series, the number of pods is kept. */
  readonly query: string;
  /** Load of one pod above which pods are added. */
  readonly target: number;
}

/** Period of the query, seconds: half of the scrape interval, so that a new value is seen soon. */
const pollSeconds = 15;

/** Failed queries after which the fallback applies: a restart of Prometheus is shorter. */
const failureThreshold = 8;

/**
 * Time for which the load must stay low, seconds: longer than a new pod with a GPU and a large model needs to start.
 */
const scaleDownSeconds = 600;

/**
 * Annotations of the ScaledObject. A model that scaled by CPU before has an HPA, which KEDA takes over: its webhook
 * would reject a second autoscaler of one Deployment, and Pulumi deletes the old one only afterwards.
 */
export const scaledObjectAnnotations = { "scaledobject.keda.sh/transfer-hpa-ownership": "true" } as const;

/**
 * Returns the `spec` of a ScaledObject: the load of all pods divided by the target is the wanted number of pods.
 *
 * If Prometheus does not answer or has no series of the model, the number of pods is kept, and raised to the minimum if
 * it is lower: a fault of monitoring neither removes pods under load nor adds expensive ones.
 */
export function scaledObjectSpec({ deployment, autoscaler, range, query, target }: ScaledObjectArgs) {
  return {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: deployment },
    pollingInterval: pollSeconds,
    minReplicaCount: range.minimum,
    maxReplicaCount: range.maximum,
    fallback: { failureThreshold, replicas: range.minimum, behavior: "currentReplicasIfHigher" },
    advanced: {
      restoreToOriginalReplicaCount: false,
      horizontalPodAutoscalerConfig: {
        name: autoscaler,
        behavior: {
          scaleUp: {
            stabilizationWindowSeconds: 0,
            selectPolicy: "Max",
            // Requests that wait for the new pods are counted again meanwhile, and must not double their number each
            // time.
            policies: [
              { type: "Percent", value: 100, periodSeconds: 120 },
              { type: "Pods", value: 2, periodSeconds: 120 },
            ],
          },
          scaleDown: {
            stabilizationWindowSeconds: scaleDownSeconds,
            selectPolicy: "Max",
            policies: [{ type: "Percent", value: 25, periodSeconds: 120 }],
          },
        },
      },
    },
    triggers: [
      {
        type: "prometheus",
        metricType: "AverageValue",
        // Prometheus has no login: the network policies of both namespaces admit KEDA only.
        metadata: { serverAddress: addresses.prometheus, query, threshold: String(target), ignoreNullValues: "false" },
      },
    ],
  };
}
