import type { types } from "@pulumi/kubernetes";
import { z } from "zod";
import { issueIf } from "../../../core/schema/crossField";
import { field, numberField } from "../../../core/schema/fields";
import type { ArgumentCheck } from "../kind";

/** How many pods serve a model. By default two, so that a node may go while the model serves. */
const replicaRange = z.strictObject({
  minimum: numberField(1, 10_000, {
    description: "Pods at the least: nothing keeps requests until a first pod is there.",
    example: 2,
  }).default(2),
  maximum: numberField(1, 10_000, { description: "Pods at the most.", example: 10 }).default(10),
  cpuPercent: numberField(1, 100, {
    description: "Use of the CPU that pods ask for, above which there are more of them, in percent.",
    example: 70,
  }).default(70),
});
export type ReplicaRange = z.output<typeof replicaRange>;

export const replicasFields = {
  replicas: field(replicaRange, {
    description: "How many pods serve it.",
    fix: "write { minimum: 2, maximum: 10, cpuPercent: 70 }",
  }).prefault({}),
  /** Pods that stay when a node goes. @default - all but one */
  minAvailable: numberField(0, 10_000, {
    description: "Pods that stay when a node goes.",
    example: 1,
    default: "all but one",
  }).optional(),
};

interface Replicated {
  readonly replicas: ReplicaRange;
  readonly minAvailable?: number | undefined;
}

/** What is wrong with numbers of pods together. */
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
        message: `must be less than replicas.minimum, ${minimum}: no node could ever go, and updates of nodes would hang`,
        fix: "use less than replicas.minimum, or leave minAvailable out",
      }),
  },
];

/** Pods that a rolling update makes before it takes old ones away. */
export const surgePercent = 25;

/** The most pods at the same time while the smallest number of them is updated. */
export function podsDuringUpdate(minimum: number): number {
  return minimum + Math.ceil((minimum * surgePercent) / 100);
}

/** A HorizontalPodAutoscaler's `spec`. It alone sets the Deployment's number of pods. */
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
 * A PodDisruptionBudget's `spec`. Pods that are not ready may always go: one that never becomes ready would keep its node.
 *
 * @param minAvailable Pods that stay when a node goes. @default - all but one
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

/** Pods of a model apart from each other, first by zone and then by node, as far as there is room. */
export function spread(matchLabels: Readonly<Record<string, string>>) {
  return ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels },
    // Each rollout by itself: pods that are about to go count for nothing.
    matchLabelKeys: ["pod-template-hash"],
  }));
}
