import { deadlineSeconds, type TrainingPod, trainingPodTemplate } from "../training/trainingPod";

export interface TfJobSpecArgs {
  readonly pod: TrainingPod;
  readonly labels: Record<string, string>;
  readonly deadlineHours: number;
  /** The chief included. */
  readonly nodes: number;
  readonly retries: number;
}

/** What Training Operator tells each node of the others. */
export const tensorflowVariables = ["TF_CONFIG"] as const;

/** The operator looks for a container of this name. */
const containerName = "tensorflow";

/**
 * A TFJob of Training Operator v1: one chief, whose end is the job's, and workers.
 *
 * A program that fails is started again where it is, and a pod that loses its node is made anew. The operator counts
 * restarts of all containers together, those after the loss of a peer too.
 *
 * Without a time to live: Pulumi owns the job, and would miss one that removed itself.
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
      // Ended pods stay, for their logs; those that still run keep accelerators.
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

/** Gradients between zones cost money and time; where one zone has too few nodes, it is several. */
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
