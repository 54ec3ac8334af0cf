import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { fabricResource } from "../../../core/kubernetes/accelerators";
import { binaryQuantity } from "../../../core/kubernetes/quantities";
import { type Placement, placement } from "../../compute/placement";
import { terminationGraceSeconds, torchTimeouts } from "../../kubeflow/trainer/torchTimeouts";
import { regionVariables } from "../../kubernetes/awsRegion";
import { restrictedContainer, restrictedPod } from "../../kubernetes/restrictedPod";
import type { Workspace } from "../../tenancy/workspace";
import { secretVariables } from "../containerEnvironment";
import type { SecretValue } from "../fields";
import { acceleratorsOf } from "../sizing/podSize";
import { threadCount, threadVariables } from "../threads";
import type { TrainingArguments } from "./trainingArguments";
import { containerResources, type ResolvedResources, trainingResources } from "./trainingResources";
import { type TrainingStorage, trainingStorage } from "./trainingStorage";

export interface TrainingPodRequest {
  /** Name of the workload's objects. */
  readonly name: string;
  readonly args: TrainingArguments & {
    readonly workspace: Workspace;
    /** Processes of `torchrun` on each node. @default - one for each accelerator, or 1 */
    readonly processesPerNode?: number | undefined;
  };
  /** Number of pods that run at the same time. */
  readonly nodes: number;
}

/** Parts of a training pod, which each kind of training assembles in its own way. */
export interface TrainingPod {
  readonly annotations: Record<string, string>;
  readonly image: pulumi.Input<string>;
  readonly command: string[] | undefined;
  readonly args: string[] | undefined;
  readonly env: types.input.core.v1.EnvVar[];
  readonly resources: ReturnType<typeof containerResources>;
  readonly containerSecurity: types.input.core.v1.SecurityContext;
  readonly podSecurity: types.input.core.v1.PodSecurityContext;
  readonly volumes: types.input.core.v1.Volume[];
  readonly volumeMounts: types.input.core.v1.VolumeMount[];
  readonly nodeSelector: Record<string, string>;
  readonly tolerations: types.input.core.v1.Toleration[];
  readonly serviceAccountName: string;
  readonly terminationGracePeriodSeconds: number;
  readonly storage: TrainingStorage;
}

const temporaryFolder = "/tmp";

/** Keys of MLflow's Secret in the namespace. */
const mlflowVariables = ["MLFLOW_TRACKING_URI", "MLFLOW_TRACKING_USERNAME", "MLFLOW_TRACKING_PASSWORD"] as const;

/** Returns the placement of the program. */
export function trainingPlacement({ args }: Pick<TrainingPodRequest, "args">): Placement {
  const { accelerator, acceleratorCount, pool, workspace } = args;
  return placement({ accelerator, acceleratorCount, pool, purpose: "training" }, workspace.pools);
}

/** Returns the resources of the program on each node. */
export function podResources({ args, nodes }: Omit<TrainingPodRequest, "name">): ResolvedResources {
  const { quota, pools, team } = args.workspace;
  return trainingResources({
    given: args.resources,
    placement: trainingPlacement({ args }),
    pools,
    team: team.team,
    quota,
    nodes,
  });
}

/** Returns the volumes and variables of the program's data. */
function podStorage({ name, args }: Pick<TrainingPodRequest, "name" | "args">): TrainingStorage {
  const { team, artifacts } = args.workspace;
  return trainingStorage({ ...args, name, team: team.team, bucketName: artifacts.bucketName });
}

/** Returns the parts of a training pod. */
export function trainingPod(request: TrainingPodRequest): TrainingPod {
  const { args } = request;
  const { user, workspace } = args;
  const placed = trainingPlacement(request);
  const resources = podResources(request);
  const storage = podStorage(request);
  const own = { ...platformEnvironment(request, storage), ...threadsOf(args, placed, resources) };
  return {
    annotations: podAnnotations(args.run),
    image: args.image,
    command: args.command && [...args.command],
    args: args.args && [...args.args],
    env: [
      ...Object.entries({ ...own, ...args.environment }).map(([variable, value]) => ({ name: variable, value })),
      ...secretVariables({ ...mlflowLogin(workspace.mlflowSecret), ...args.secrets }),
    ],
    resources: containerResources(placed, resources),
    containerSecurity: restrictedContainer,
    podSecurity: {
      ...restrictedPod(user).securityContext,
      // Otherwise the kubelet changes the owner of every file of a volume on each start.
      fsGroupChangePolicy: "OnRootMismatch",
    },
    // The names of the training runtimes' volumes, which these replace.
    volumes: [
      {
        name: "shared-memory",
        emptyDir: { medium: "Memory", sizeLimit: binaryQuantity(resources.sharedMemoryMebibytes) },
      },
      { name: "tmp", emptyDir: { sizeLimit: binaryQuantity(resources.scratchMebibytes) } },
      ...storage.volumes,
    ],
    volumeMounts: [
      { name: "shared-memory", mountPath: "/dev/shm" },
      { name: "tmp", mountPath: temporaryFolder },
      ...storage.volumeMounts,
    ],
    nodeSelector: placed.nodeSelector,
    tolerations: placed.tolerations,
    serviceAccountName: "training",
    terminationGracePeriodSeconds: terminationGraceSeconds,
    storage,
  };
}

/**
 * Node autoscalers do not evict the pod, which would lose hours of work. The annotation of the run makes a new run a
 * new pod.
 */
function podAnnotations(run: string): Record<string, string> {
  return {
    "karpenter.sh/do-not-disrupt": "true",
    "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
    "mlops.platform/run": run,
  };
}

/** Returns the names of the variables that the platform sets. */
export function platformVariables(request: Pick<TrainingPodRequest, "name" | "args">): string[] {
  return [...Object.keys(platformEnvironment(request, podStorage(request))), ...mlflowVariables];
}

function platformEnvironment(
  { name, args }: Pick<TrainingPodRequest, "name" | "args">,
  { environment }: TrainingStorage,
): Record<string, pulumi.Input<string>> {
  const { run, workspace } = args;
  const { account, team } = workspace;
  return {
    // The image has no entry for the user, and so neither a home nor a name, which PyTorch's compiler looks up.
    HOME: temporaryFolder,
    USER: "trainer",
    ...regionVariables(account.region),
    // The pod requests no huge pages. Without them, data loaders may fork.
    ...(trainingPlacement({ args }).resources[fabricResource] !== undefined && { FI_EFA_USE_HUGE_PAGE: "0" }),
    // Any program may start torchrun.
    ...torchTimeouts(),
    RUN: run,
    MLFLOW_EXPERIMENT_NAME: args.experiment ?? `${team.team}/${name}`,
    ...environment,
  };
}

/** Threads of each process. Without a limit of CPU, processes compete for the request. */
function threadsOf(
  args: TrainingPodRequest["args"],
  placed: Placement,
  { milliCpus }: ResolvedResources,
): Record<string, string> {
  const processes = args.processesPerNode ?? Math.max(1, acceleratorsOf(placed));
  return threadVariables(threadCount(milliCpus / 1000, processes), args);
}

function mlflowLogin(secret: string): Record<string, SecretValue> {
  return Object.fromEntries(mlflowVariables.map((variable) => [variable, { secret, key: variable }]));
}

/** Converts a deadline from hours to whole seconds. */
export function deadlineSeconds(hours: number): number {
  return Math.max(1, Math.round(hours * 3600));
}

/** Returns the whole pod template, without a restart policy. */
export function trainingPodTemplate(pod: TrainingPod, labels: Record<string, string>, containerName: string) {
  return {
    metadata: { labels, annotations: pod.annotations },
    spec: {
      serviceAccountName: pod.serviceAccountName,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: pod.terminationGracePeriodSeconds,
      nodeSelector: pod.nodeSelector,
      tolerations: pod.tolerations,
      securityContext: pod.podSecurity,
      containers: [
        {
          name: containerName,
          image: pod.image,
          ...(pod.command && { command: pod.command }),
          ...(pod.args && { args: pod.args }),
          env: pod.env,
          resources: pod.resources,
          securityContext: pod.containerSecurity,
          volumeMounts: pod.volumeMounts,
        },
      ],
      volumes: pod.volumes,
    },
  } satisfies types.input.core.v1.PodTemplateSpec;
}
