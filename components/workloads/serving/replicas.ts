import type { types } from "@pulumi/kubernetes";
import type { Problems } from "../../../core/errors/problems";

/** How many pods serve a model. */
export interface ReplicaRange {
  /** @default 2 */
  readonly minimum?: number;
  /** @default 10 */
  readonly maximum?: number;
  /** Use of the CPU that pods ask for, above which there will be more of them, in percent. @default 70 */
  readonly cpuPercent?: number;
}

/** Two, so that a node may go while the model serves. */
export const defaultReplicas = { minimum: 2, maximum: 10, cpuPercent: 70 } as const satisfies ReplicaRange;

/** Pods that a rolling update makes before it takes old ones away. */
export const surgePercent = 25;

/** The most pods at the same time while the smallest number of them is updated. */
export function podsDuringUpdate(minimum: number): number {
  return minimum + Math.ceil((minimum * surgePercent) / 100);
}

/** Whole range, with what is not given filled in. */
export function replicaRange(range: ReplicaRange = {}): Required<ReplicaRange> {
  return { ...defaultReplicas, ...range };
}

/** Adds what is wrong with a range of replicas. */
export function checkReplicas(problems: Problems, { minimum, maximum, cpuPercent }: Required<ReplicaRange>): void {
  if (!Number.isInteger(minimum) || minimum < 1) {
    problems.add(
      `replicas.minimum ${minimum} is no number of pods that serve`,
      "use a whole number from 1: nothing keeps requests until a first pod is there",
    );
  }
  if (!Number.isInteger(maximum) || maximum < minimum) {
    problems.add(
      `replicas.maximum ${maximum} is below replicas.minimum ${minimum}, or no whole number`,
      `use a whole number from ${minimum}`,
    );
  }
  if (!Number.isInteger(cpuPercent) || cpuPercent < 1 || cpuPercent > 100) {
    problems.add(
      `replicas.cpuPercent ${cpuPercent} is no share of CPU`,
      "use a whole number from 1 to 100, such as 70",
    );
  }
}

/** Adds what is wrong with a disruption budget that is given. */
export function checkMinAvailable(problems: Problems, minAvailable: number | undefined, minimum: number): void {
  if (minAvailable === undefined) return;
  if (!Number.isInteger(minAvailable) || minAvailable < 0) {
    problems.add(`minAvailable ${minAvailable} is no number of pods`, "use a whole number from 0, or leave it out");
  } else if (minAvailable >= minimum) {
    problems.add(
      `minAvailable ${minAvailable} of at least ${minimum} pods lets no node ever go: updates of nodes would hang`,
      "use less than replicas.minimum, or leave minAvailable out",
    );
  }
}

/** A HorizontalPodAutoscaler's `spec`. It alone sets the Deployment's number of pods. */
export function autoscalerSpec(
  deployment: string,
  { minimum, maximum, cpuPercent }: Required<ReplicaRange>,
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
