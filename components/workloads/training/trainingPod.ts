import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { problem } from "../../../core/errors/problems";
import { environmentVariableProblems } from "../../../core/kubernetes/environmentVariables";
import { binaryQuantity } from "../../../core/kubernetes/quantities";
import { restrictedContainer } from "../../charts/restrictedPod";
import { placement } from "../../compute/placement";
import type { Workspace } from "../../tenancy/workspace";
import { imageProblems } from "../workloadImage";
import { defaultRun, defaultUser, type SecretValue, type TrainingArgs } from "./trainingArguments";
import { containerResources, trainingResources } from "./trainingResources";
import { type TrainingStorage, trainingStorage } from "./trainingStorage";

export interface TrainingPodRequest {
  /** As problems name it: `TrainingJob "mnist"`. */
  readonly subject: string;
  /** Name of the workload's objects. */
  readonly name: string;
  readonly args: Omit<TrainingArgs, "workspace" | "name">;
  readonly workspace: Pick<Workspace, "account" | "quota" | "pools" | "mlflowSecret">;
  readonly team: string;
  readonly bucketName: pulumi.Input<string>;
  /** Pods at the same time. */
  readonly nodes: number;
  /** Environment variables that the framework sets by itself. */
  readonly reservedVariables: readonly string[];
}

/** A training program's pod, in the parts that the kinds of training put together each in their own way. */
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
  readonly problems: readonly string[];
}

/** EC2 gives two minutes before it takes a spot node: time for a last checkpoint, and for Karpenter to hear of it. */
const gracePeriodSeconds = 110;

const temporaryFolder = "/tmp";

/** What MLflow's Secret of the namespace holds. */
const mlflowVariables = ["MLFLOW_TRACKING_URI", "MLFLOW_TRACKING_USERNAME", "MLFLOW_TRACKING_PASSWORD"] as const;

/** What a training program's pod is, whoever makes it, and what is wrong with the arguments. */
export function trainingPod(request: TrainingPodRequest): TrainingPod {
  const { subject, name, args, workspace, team, bucketName, nodes } = request;
  const { accelerator, acceleratorCount, pool, user = defaultUser } = args;
  const placed = placement(subject, { accelerator, acceleratorCount, pool, purpose: "training" }, workspace.pools);
  const resources = trainingResources({
    subject,
    given: args.resources,
    placement: placed,
    pools: workspace.pools,
    team,
    quota: workspace.quota,
    nodes,
  });
  const storage = trainingStorage({ ...args, subject, name, team, bucketName });
  const own = platformEnvironment(request, storage);
  return {
    annotations: podAnnotations(args.run),
    image: args.image,
    command: args.command && [...args.command],
    args: args.args && [...args.args],
    env: [
      ...Object.entries({ ...own, ...args.environment }).map(([variable, value]) => ({ name: variable, value })),
      ...secretEnvironment(workspace.mlflowSecret, args.secrets),
    ],
    resources: containerResources(placed, resources),
    containerSecurity: restrictedContainer,
    podSecurity: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      // A volume with millions of files is not gone through at each start.
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    },
    // Under the names of the training runtimes' own, in whose place they come.
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
    terminationGracePeriodSeconds: gracePeriodSeconds,
    storage,
    problems: [
      ...imageProblems(subject, args.image),
      ...placed.problems,
      ...resources.problems,
      ...storage.problems,
      ...environmentProblems(request, Object.keys(own)),
      ...numberProblems(subject, args),
      ...checkpointProblems(request, placed.pools),
    ],
  };
}

/** Nobody moves the pod to save money: hours of work go with it. Another run is another pod. */
function podAnnotations(run = defaultRun): Record<string, string> {
  return {
    "karpenter.sh/do-not-disrupt": "true",
    "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
    "mlops.platform/run": run,
  };
}

function platformEnvironment(
  { name, args, workspace, team }: TrainingPodRequest,
  { environment }: TrainingStorage,
): Record<string, pulumi.Input<string>> {
  const { run = defaultRun, experiment = `${team}/${name}` } = args;
  return {
    // The user has no entry in the image: neither a home, nor a name, which PyTorch's compiler looks up.
    HOME: temporaryFolder,
    USER: "trainer",
    // AWS's own tools read the first, its SDK for Python the second.
    AWS_REGION: workspace.account.region,
    AWS_DEFAULT_REGION: workspace.account.region,
    RUN: run,
    MLFLOW_EXPERIMENT_NAME: experiment,
    ...environment,
  };
}

function secretEnvironment(
  mlflowSecret: string,
  secrets: Readonly<Record<string, SecretValue>> = {},
): types.input.core.v1.EnvVar[] {
  const all = [
    ...mlflowVariables.map((variable) => [variable, { secret: mlflowSecret, key: variable }] as const),
    ...Object.entries(secrets),
  ];
  return all.map(([name, { secret, key }]) => ({ name, valueFrom: { secretKeyRef: { name: secret, key } } }));
}

function environmentProblems(
  { subject, args, reservedVariables }: TrainingPodRequest,
  own: readonly string[],
): string[] {
  const reserved = [...own, ...mlflowVariables, ...reservedVariables];
  return environmentVariableProblems(args, reserved).map(({ message, fix }) => problem(subject, message, fix));
}

function numberProblems(subject: string, { deadlineHours, user }: TrainingPodRequest["args"]): string[] {
  return [
    ...(deadlineHours === undefined || (Number.isFinite(deadlineHours) && deadlineHours > 0)
      ? []
      : [problem(subject, `deadlineHours is ${deadlineHours}`, "use a number above 0")]),
    ...(user === undefined || (Number.isInteger(user) && user > 0)
      ? []
      : [problem(subject, `user is ${user}`, "use a user's number from 1: the namespace takes no root")]),
  ];
}

/** What cannot resume on nodes that may go within two minutes loses all it has done, perhaps each time. */
function checkpointProblems({ subject, args, workspace }: TrainingPodRequest, pools: readonly string[]): string[] {
  const spot = pools.filter((name) => workspace.pools[name]?.capacityTypes.includes("spot"));
  return args.checkpoints === false && spot.length > 0
    ? [
        problem(
          subject,
          `checkpoints is false, and nodes of pool ${spot.join(" and ")} may be spot capacity, which AWS takes back`,
          "leave checkpoints out, or name a pool without spot",
        ),
      ]
    : [];
}

/** Seconds of a deadline in hours. */
export function deadlineSeconds(hours: number): number {
  return Math.max(1, Math.round(hours * 3600));
}

/** The pod whole, for kinds that take one, without a restart policy. */
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
