import { deadlineSeconds, type TrainingPod, trainingPodTemplate } from "../training/trainingPod";

/** Arguments of `tfJobSpec`. */
export interface TfJobSpecArgs {
  /** Pod of the chief and of each worker. */
  readonly pod: TrainingPod;
  /** Labels of the pods. The pods of one job prefer one zone: the labels identify them. */
  readonly labels: Readonly<Record<string, string>>;
  /** Maximum duration, hours, after which the job fails and its pods are deleted. */
  readonly deadlineHours: number;
  /** Number of nodes, including the chief. */
  readonly nodes: number;
  /** Restarts for each node. The job fails after `retries * nodes` restarts of its containers. */
  readonly retries: number;
}

/** Variables in which Training Operator describes the peers. */
export const tensorflowVariables = ["TF_CONFIG"] as const;

/** Container name that the operator requires. */
const containerName = "tensorflow";

/**
 * Returns the spec of a TFJob of Training Operator v1: workers and one chief. The job completes when the chief does.
 *
 * The kubelet restarts a failed program in its pod. A pod that loses its node is replaced. The operator counts the
 * restarts of all containers together, including those after the loss of a peer.
 *
 * There is no time to live, because Pulumi owns the job and would report a job that deleted itself as missing.
 */
export function tfJobSpec({ pod, labels, deadlineHours, nodes, retries }: TfJobSpecArgs) {
  const { metadata, spec } = trainingPodTemplate(pod, labels, containerName);
  const replica = (replicas: number) => ({
    replicas,
    restartPolicy: "OnFailure",
    template: { metadata, spec: { ...spec, affinity: inOneZone(labels) } },
  });
  return {
    runPolicy: {
      // Completed pods are kept for their logs. Running pods would hold accelerators.
      cleanPodPolicy: "Running",
      activeDeadlineSeconds: deadlineSeconds(deadlineHours),
      backoffLimit: retries * nodes,
    },
    tfReplicaSpecs: {
      Chief: replica(1),
      ...(nodes > 1 && { Worker: replica(nodes - 1) }),
    },
  };
}

/**
 * Prefers one zone, because gradients between zones cost money and time. Several zones are used if one lacks capacity.
 */
function inOneZone(matchLabels: Record<string, string>) {
  return {
    podAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: { topologyKey: "topology.kubernetes.io/zone", labelSelector: { matchLabels } },
        },
      ],
    },
  };
}
