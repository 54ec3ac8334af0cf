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
import { type Environment, environment, serverPort } from "./environment";

/** Name of every container with a model's server. */
const serverContainer = "server";

/** Whom both containers run as, known to their images or not. */
const user = 1000;

/** Seconds until no gateway and no node sends new requests: only then the server is told to end. */
const drainSeconds = 10;

/** Until a node from zero is there and has pulled images of several GB, seconds. */
const nodeSeconds = 1200;

/** Room for files that the server makes, and MLflow's client. */
const scratchLimit = "1Gi";

export interface ServerDeploymentArgs extends FetchArgs, Environment {
  readonly labels: Readonly<Record<string, string>>;
  /** The part of the labels that makes a selector. */
  readonly selector: Readonly<Record<string, string>>;
  /** The server's. */
  readonly image: pulumi.Input<string>;
  readonly serviceAccount: string;
  /** ConfigMap with the script that fetches the model. */
  readonly configMap: string;
  readonly size: ContainerSize;
  readonly placement: Placement;
  readonly loadSeconds: number;
  readonly shutdownSeconds: number;
}

/** Without progress for so long, seconds, an update has failed: a node, a fetch and a start of the server are in it. */
export function progressDeadlineSeconds(loadSeconds: number): number {
  return nodeSeconds + startupLimitSeconds(loadSeconds);
}

/**
 * A Deployment of a team's own model server. It says nothing of how many: the autoscaler alone does, and what Pulumi said
 * would be taken back at every `up`.
 */
export function serverDeploymentSpec(args: ServerDeploymentArgs): types.input.apps.v1.DeploymentSpec {
  const { labels, selector, placement, shutdownSeconds, loadSeconds } = args;
  return {
    selector: { matchLabels: selector },
    // New ones first: as many answer during an update as before.
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
        terminationGracePeriodSeconds: drainSeconds + shutdownSeconds,
        initContainers: [fetchContainer(args)],
        containers: [container(args)],
        volumes: [
          { name: "tmp", emptyDir: { sizeLimit: scratchLimit } },
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
    // The model lies on the node's disk, which the scheduler has to know.
    resources: { requests: { ...requests, "ephemeral-storage": modelSize(args) }, limits },
    ...inferenceProbes(args.loadSeconds, serverPort.name),
    lifecycle: { preStop: { sleep: { seconds: drainSeconds } } },
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
