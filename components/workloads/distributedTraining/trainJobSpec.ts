import { torchTimeouts } from "../../kubeflow/trainer/torchTimeouts";
import { runtimeKind, torchRuntime, trainerJob } from "../../kubeflow/trainer/trainingRuntimeNames";
import { deadlineSeconds, type TrainingPod } from "../training/trainingPod";

/** Arguments of `trainJobSpec`. */
export interface TrainJobSpecArgs {
  /** Pod of each node. */
  readonly pod: TrainingPod;
  /** Labels of the pods: the workload's own, which name its team. */
  readonly labels: Readonly<Record<string, string>>;
  /** Maximum duration, hours, after which the job fails. Also the time for which torchrun waits for peers. */
  readonly deadlineHours: number;
  /** Number of pods, each on a node of its own. */
  readonly nodes: number;
  /** Number of processes that torchrun starts in each pod: one for each GPU, or one without GPUs. */
  readonly processesPerNode: number;
}

/** Manager of the patch of the runtime. Other controllers, such as Kueue, add patches of their own. */
const patchManager = "mlops.platform/pulumi";

/** Variables that Trainer sets for torchrun. It rejects a TrainJob that sets them. */
export const torchVariables = [
  "PET_NNODES",
  "PET_NPROC_PER_NODE",
  "PET_NODE_RANK",
  "PET_MASTER_ADDR",
  "PET_MASTER_PORT",
] as const;

/** Variables that the platform sets for torchrun on several nodes. */
export const rendezvousVariables = ["PET_RDZV_CONF"] as const;

/**
 * Returns the spec of a TrainJob of Trainer v2. The runtime defines the handling of lost nodes and failures
 * (`podFailurePolicy`, `backoffLimit`, `failurePolicy`), because a patch can only change some fields of pods.
 */
export function trainJobSpec({ pod, labels, deadlineHours, nodes, processesPerNode }: TrainJobSpecArgs) {
  const timeouts = torchTimeouts(deadlineSeconds(deadlineHours));
  const rendezvous = rendezvousVariables.map((name) => ({ name, value: timeouts[name] }));
  return {
    runtimeRef: { ...runtimeKind, name: torchRuntime },
    activeDeadlineSeconds: deadlineSeconds(deadlineHours),
    trainer: {
      image: pod.image,
      ...(pod.command && { command: pod.command }),
      ...(pod.args && { args: pod.args }),
      env: [...pod.env, ...rendezvous],
      numNodes: nodes,
      // Without GPUs, Trainer would start one process for each CPU.
      numProcPerNode: processesPerNode,
      resourcesPerNode: pod.resources,
    },
    runtimePatches: [
      {
        manager: patchManager,
        trainingRuntimeSpec: {
          template: {
            spec: {
              replicatedJobs: [
                {
                  name: trainerJob.job,
                  template: { spec: { template: podPatch(pod, labels) } },
                },
              ],
            },
          },
        },
      },
    ],
  };
}

function podPatch(pod: TrainingPod, labels: Record<string, string>) {
  return {
    metadata: { labels, annotations: pod.annotations },
    spec: {
      serviceAccountName: pod.serviceAccountName,
      terminationGracePeriodSeconds: pod.terminationGracePeriodSeconds,
      nodeSelector: pod.nodeSelector,
      tolerations: pod.tolerations,
      securityContext: pod.podSecurity,
      containers: [
        { name: trainerJob.container, securityContext: pod.containerSecurity, volumeMounts: pod.volumeMounts },
      ],
      volumes: pod.volumes,
    },
  };
}
