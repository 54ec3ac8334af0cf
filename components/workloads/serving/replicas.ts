import type { types } from "@pulumi/kubernetes";
import { z } from "zod";
import { issueIf } from "../../../core/schema/crossField";
import { field, numberField } from "../../../core/schema/fields";
import type { ArgumentCheck } from "../kind";

/** Number of pods of a model. The default minimum is two, so that the model stays available when a node drains. */
const replicaRange = z.strictObject({
  minimum: numberField(1, 10_000, {
    description: "Minimum number of pods. There is no scaling to zero: nothing would queue requests.",
    example: 2,
  }).default(2),
  maximum: numberField(1, 10_000, {
    description: "Maximum number of pods.",
    example: 10,
    cost: "a pod's share of a node for each pod",
  }).default(10),
  measure: field(z.enum(["cpu", "requests", "gpuMemory"]), {
    description:
      "Load by which pods are added: `cpu`, `requests` in flight, or `gpuMemory`. The last two use KEDA and metrics of Prometheus.",
    example: "requests",
    default: "`requests` with an accelerator, otherwise `cpu`",
  }).optional(),
  cpuPercent: numberField(1, 100, {
    description: "Only for `cpu`: CPU utilization above which pods are added, percent of the requested CPU.",
    example: 70,
  }).default(70),
  requestsInFlight: numberField(1, 100_000, {
    description:
      "Only for `requests`: number of requests in flight of each pod above which pods are added. Use what one pod answers within the objective of latency.",
    example: 8,
  }).default(8),
  gpuMemoryPercent: numberField(1, 100, {
    description: "Only for `gpuMemory`: used memory of each pod's GPUs above which pods are added, percent.",
    example: 80,
  }).default(80),
});
export type ReplicaRange = z.output<typeof replicaRange>;

export const replicasFields = {
  replicas: field(replicaRange, {
    description: "Number of pods, and when to change it.",
    fix: "write { minimum: 2, maximum: 10 }",
  }).prefault({}),
  /** Minimum number of pods during the drain of a node. @default - all but one */
  minAvailable: numberField(0, 10_000, {
    description: "Minimum number of available pods while a node drains.",
    example: 1,
    default: "all but one",
  }).optional(),
};

interface Replicated {
  readonly replicas: ReplicaRange;
  readonly minAvailable?: number | undefined;
}

/** Rules across the numbers of pods. */
export const replicasChecks: readonly ArgumentCheck<Replicated>[] = [
  {
    reads: ["replicas.maximum", "replicas.minimum"],
    find: ({ replicas: { minimum, maximum } }) =>
      issueIf(maximum < minimum, {
        message: `must be at least replicas.minimum, ${minimum}`,
        fix: `use a whole number from ${minimum}`,
      }),
  },
  {
    reads: ["minAvailable", "replicas.minimum"],
    find: ({ minAvailable, replicas: { minimum } }) =>
      issueIf(minAvailable !== undefined && minAvailable >= minimum, {
        message: `must be less than replicas.minimum, ${minimum}: otherwise no node with one of its pods could drain`,
        fix: "use less than replicas.minimum, or remove minAvailable",
      }),
  },
];

/** Additional pods during a rolling update, percent. */
export const surgePercent = 25;

/** Returns the maximum number of pods during a rolling update of the minimum number of replicas. */
export function podsDuringUpdate(minimum: number): number {
  return minimum + Math.ceil((minimum * surgePercent) / 100);
}

/** Returns the `spec` of the HorizontalPodAutoscaler, which sets the Deployment's number of pods. */
export function autoscalerSpec(
  deployment: string,
  { minimum, maximum, cpuPercent }: ReplicaRange,
): types.input.autoscaling.v2.HorizontalPodAutoscalerSpec {
  return {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: deployment },
    minReplicas: minimum,
    maxReplicas: maximum,
    metrics: [
      { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: cpuPercent } } },
    ],
  };
}

/**
 * Returns the `spec` of a PodDisruptionBudget. Pods that are not ready can always be evicted. Otherwise a pod that
 * never becomes ready would block the drain of its node.
 *
 * @param minAvailable Minimum number of available pods. @default - all but one
 */
export function disruptionBudgetSpec(
  matchLabels: Readonly<Record<string, string>>,
  minAvailable?: number,
): types.input.policy.v1.PodDisruptionBudgetSpec {
  return {
    ...(minAvailable === undefined ? { maxUnavailable: 1 } : { minAvailable }),
    unhealthyPodEvictionPolicy: "AlwaysAllow",
    selector: { matchLabels },
  };
}

/** Spreads pods of a model over zones, and then over nodes, if capacity allows. */
export function spread(matchLabels: Readonly<Record<string, string>>) {
  return ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels },
    // Only pods of the same rollout count.
    matchLabelKeys: ["pod-template-hash"],
  }));
}
