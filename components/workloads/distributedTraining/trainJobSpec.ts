import { runtimeKind, torchRuntime, trainerJob } from "../../kubeflow/trainer/trainingRuntimeNames";
import { deadlineSeconds, type TrainingPod } from "../training/trainingPod";

export interface TrainJobSpecArgs {
  readonly pod: TrainingPod;
  readonly labels: Record<string, string>;
  readonly deadlineHours: number;
  readonly nodes: number;
  readonly processesPerNode: number;
}

/** Who makes the patch of the runtime. Kueue and others make patches of their own. */
const patchManager = "mlops.platform/pulumi";

/** What torchrun is told by Trainer, which refuses a TrainJob that sets it. */
export const torchVariables = [
  "PET_NNODES",
  "PET_NPROC_PER_NODE",
  "PET_NODE_RANK",
  "PET_MASTER_ADDR",
  "PET_MASTER_PORT",
] as const;

/**
 * A TrainJob of Trainer v2. What a job does with lost nodes and failures (`podFailurePolicy`, `backoffLimit`,
 * `failurePolicy`) is the runtime's: a patch of it can be about pods alone, and not about all of a pod.
 */
export function trainJobSpec({ pod, labels, deadlineHours, nodes, processesPerNode }: TrainJobSpecArgs) {
  return {
    runtimeRef: { ...runtimeKind, name: torchRuntime },
    activeDeadlineSeconds: deadlineSeconds(deadlineHours),
    trainer: {
      image: pod.image,
      ...(pod.command && { command: pod.command }),
      ...(pod.args && { args: pod.args }),
      env: pod.env,
      numNodes: nodes,
      // By itself Trainer would start one for each CPU where there are no GPUs.
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
