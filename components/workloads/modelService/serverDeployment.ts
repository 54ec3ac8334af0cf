import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { binaryQuantity } from "../../../core/kubernetes/quantities";
import type { Placement } from "../../compute/placement";
import { restrictedContainer, restrictedPod } from "../../kubernetes/restrictedPod";
import {
  type FetchArgs,
  fetchContainer,
  fetchVolumes,
  modelVolume,
  scriptFingerprint,
} from "../registeredModel/modelFetch";
import { type ContainerSize, sizedResources } from "../serving/containerSize";
import { inferenceProbes, startupLimitSeconds } from "../serving/probes";
import { spread, surgePercent } from "../serving/replicas";
import { termination } from "../serving/requestTime";
import { type Environment, environment, serverPort } from "./environment";

/** Name of the container of the model's server. */
const serverContainer = "server";

/** User ID of both containers. Their images need no entry for it. */
const user = 1000;

/** Time for a new node to start and to pull images of several GB, seconds. */
const nodeSeconds = 1200;

/** Disk space for files of the server and of MLflow's client, GiB. */
export const scratchGibibytes = 1;

export interface ServerDeploymentArgs extends FetchArgs, Environment {
  readonly labels: Readonly<Record<string, string>>;
  /** Labels of the selector. */
  readonly selector: Readonly<Record<string, string>>;
  /** Image of the server. */
  readonly image: pulumi.Input<string>;
  readonly serviceAccount: string;
  /** Name of the ConfigMap with the script that downloads the model. */
  readonly configMap: string;
  readonly size: ContainerSize;
  readonly placement: Placement;
  readonly loadSeconds: number;
  readonly requestSeconds: number;
  readonly shutdownSeconds: number;
}

/** Returns the time without progress after which a rollout fails, seconds: for a new node, the download and the start. */
export function progressDeadlineSeconds(loadSeconds: number): number {
  return nodeSeconds + startupLimitSeconds(loadSeconds);
}

/**
 * Returns the `spec` of the Deployment of a model server. It sets no number of replicas: the autoscaler does, and each `up` would
 * reset the number.
 */
export function serverDeploymentSpec(args: ServerDeploymentArgs): types.input.apps.v1.DeploymentSpec {
  const { labels, selector, placement, loadSeconds } = args;
  return {
    selector: { matchLabels: selector },
    // New pods first, so that the number of available pods does not drop during an update.
    strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: `${surgePercent}%`, maxUnavailable: 0 } },
    progressDeadlineSeconds: progressDeadlineSeconds(loadSeconds),
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
    env: environment(args, args.model),
    ports: [{ name: serverPort.name, containerPort: serverPort.number }],
    // The model is on the node's disk, so that the scheduler must know its size.
    resources: { requests: { ...requests, "ephemeral-storage": modelSize(args) }, limits },
    ...inferenceProbes(args.loadSeconds, serverPort.name),
    lifecycle: { preStop: { sleep: { seconds: termination(args).preStopSeconds } } },
    securityContext: restrictedContainer,
    volumeMounts: [
      { ...modelVolume, readOnly: true },
      { name: "tmp", mountPath: "/tmp" },
    ],
  };
}

function modelSize({ model }: ServerDeploymentArgs): string {
  return binaryQuantity(model.sizeGibibytes * 1024);
}
