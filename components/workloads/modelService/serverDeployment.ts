import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { binaryQuantity } from "../../../core/kubernetes/quantities";
import type { Placement } from "../../compute/placement";
import { restrictedContainer, restrictedPod } from "../../kubernetes/restrictedPod";
import type { TeamEnvironment } from "../containerEnvironment";
import { type ServingDeadlines, servingDeadlines } from "../deadlines";
import {
  type FetchArgs,
  fetchContainer,
  fetchVolumes,
  modelVolume,
  scriptFingerprint,
} from "../registeredModel/modelFetch";
import { type ContainerSize, sizedResources } from "../serving/containerSize";
import { inferenceProbes } from "../serving/probes";
import { spread, surgePercent } from "../serving/replicas";
import { termination } from "../serving/requestTime";
import { sharedMemory } from "../serving/sharedMemory";
import { acceleratorsOf } from "../sizing/podSize";
import { threadCount } from "../threads";
import { environment, serverPort } from "./environment";

/** Name of the container of the model's server. */
const serverContainer = "server";

/** User ID of both containers. Their images need no entry for it. */
const user = 1000;

/** Disk space for files of the server and of MLflow's client, GiB. */
export const scratchGibibytes = 1;

/** Arguments of `serverDeploymentSpec`. */
export interface ServerDeploymentArgs extends FetchArgs, TeamEnvironment {
  /** Labels of the pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** Labels of the selector. */
  readonly selector: Readonly<Record<string, string>>;
  /** Image of the server. */
  readonly image: pulumi.Input<string>;
  /** Service account of the pods: `serving` of the team. */
  readonly serviceAccount: string;
  /** Name of the ConfigMap with the script that downloads the model. */
  readonly configMap: string;
  /** CPU and memory of the server's container. */
  readonly size: ContainerSize;
  /** Node selector, tolerations and accelerators of the pods. */
  readonly placement: Placement;
  /** Variables of the prediction log: see `predictionLogVariables`. */
  readonly predictionLogVariables: Readonly<Record<string, pulumi.Input<string>>>;
  /** Usual time in which the server loads the model, seconds. It is restarted after twice that time. */
  readonly loadSeconds: number;
  /** Maximum time of a request through the gateway until the last byte of its answer, seconds. */
  readonly requestSeconds: number;
  /** Time that the server has for current requests after SIGTERM, seconds. */
  readonly shutdownSeconds: number;
}

/** Returns the deadlines of the server. */
export function serverDeadlines(args: Pick<ServerDeploymentArgs, ServerTime>): ServingDeadlines {
  return servingDeadlines({ ...args, modelGibibytes: args.model.sizeGibibytes });
}

type ServerTime = "model" | "loadSeconds" | "requestSeconds" | "shutdownSeconds";

/**
 * Returns the `spec` of the Deployment of a model server. It sets no number of replicas: the autoscaler does, and each
 * `up` would reset the number.
 */
export function serverDeploymentSpec(args: ServerDeploymentArgs): types.input.apps.v1.DeploymentSpec {
  const { labels, selector, placement } = args;
  return {
    selector: { matchLabels: selector },
    // New pods first, so that the number of available pods does not drop during an update.
    strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: `${surgePercent}%`, maxUnavailable: 0 } },
    progressDeadlineSeconds: serverDeadlines(args).podSeconds,
    template: {
      metadata: { labels, annotations: { "mlops.platform/fetch-fingerprint": scriptFingerprint() } },
      spec: {
        serviceAccountName: args.serviceAccount,
        ...restrictedPod(user),
        nodeSelector: placement.nodeSelector,
        tolerations: placement.tolerations,
        topologySpreadConstraints: spread(selector),
        terminationGracePeriodSeconds: termination(args).graceSeconds,
        initContainers: [fetchContainer(args)],
        containers: [container(args)],
        volumes: [
          { name: "tmp", emptyDir: { sizeLimit: binaryQuantity(scratchGibibytes * 1024) } },
          ...fetchVolumes(args.configMap, modelSize(args)),
          ...sharedMemoryOf(args).map(({ volume }) => volume),
        ],
      },
    },
  };
}

function container(args: ServerDeploymentArgs): types.input.core.v1.Container {
  const { requests, limits } = sizedResources(args.size, args.placement.resources);
  return {
    name: serverContainer,
    image: args.image,
    // One process for each accelerator is usual.
    env: environment(
      args,
      args.model,
      threadCount(args.size.vcpus, Math.max(1, acceleratorsOf(args.placement))),
      args.predictionLogVariables,
    ),
    ports: [{ name: serverPort.name, containerPort: serverPort.number }],
    // The model is on the node's disk, so that the scheduler must know its size.
    resources: { requests: { ...requests, "ephemeral-storage": modelSize(args) }, limits },
    ...inferenceProbes(serverDeadlines(args), serverPort.name),
    lifecycle: { preStop: { sleep: { seconds: termination(args).preStopSeconds } } },
    securityContext: restrictedContainer,
    volumeMounts: [
      { ...modelVolume, readOnly: true },
      { name: "tmp", mountPath: "/tmp" },
      ...sharedMemoryOf(args).map(({ mount }) => mount),
    ],
  };
}

/** Several accelerators of a pod communicate through `/dev/shm`. */
function sharedMemoryOf({ placement, size }: ServerDeploymentArgs) {
  return acceleratorsOf(placement) > 1 ? [sharedMemory("shared-memory", size)] : [];
}

function modelSize({ model }: ServerDeploymentArgs): string {
  return binaryQuantity(model.sizeGibibytes * 1024);
}
