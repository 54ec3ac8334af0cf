import type * as pulumi from "@pulumi/pulumi";
import { binaryQuantity } from "../../../core/kubernetes/quantities";
import type { Placement } from "../../compute/placement";
import { modelVolumeName } from "../../kserve/modelStorage";
import { restrictedContainerAs } from "../../kubernetes/restrictedPod";
import { containerEnvironment, type TeamEnvironment } from "../containerEnvironment";
import { type ServingDeadlines, servingDeadlines } from "../deadlines";
import { type ContainerSize, cpuQuantity, sizedResources } from "../serving/containerSize";
import { inferenceProbes } from "../serving/probes";
import { termination } from "../serving/requestTime";
import { sharedMemory } from "../serving/sharedMemory";
import { acceleratorsOf } from "../sizing/podSize";
import { threadCount, threadVariables } from "../threads";
import { parallelArguments } from "./acceleratorUse";
import { containerVariables } from "./environment";
import type { Endpoint } from "./serverFields";
import { type ModelFormat, type Predictor, runtimes } from "./storedModel";

/** Name of the port, which the PodMonitor uses. */
export const portName = "http";

/**
 * Time that a server has for its current requests after SIGTERM, seconds. KServe's servers have no argument for it: see
 * `grace_period` in https://github.com/kserve/kserve/blob/v0.20.0/python/kserve/kserve/model_server.py.
 */
export const shutdownSeconds = 30;

/** User ID of a container of the team. Its image needs no entry for it. */
const user = 1000;

/** Disk space of a container of the team for other files than the model, GiB. */
export const scratchGibibytes = 1;

/** Arguments that all versions of an InferenceService have in common. */
export interface PredictorServerArgs<Uri> extends TeamEnvironment {
  /** Name of the InferenceService, for error messages and the name of the model. */
  readonly service: string;
  /** Returns the S3 URI of a path in the team's part of the bucket. */
  readonly storageUri: (path: string) => Uri;
  /** CPU and memory of the server's container. */
  readonly size: ContainerSize;
  /** Node selector, tolerations and accelerators of the pods. */
  readonly placement: Placement;
  /** Usual time in which the server loads the model, seconds. */
  readonly loadSeconds: number;
  /** Time limit of a request, seconds. */
  readonly requestSeconds: number;
  /** Command of a container of the team. @default - that of the image */
  readonly command?: readonly string[] | undefined;
  /** Arguments of the server, after those that the platform sets. @default - none */
  readonly args?: readonly string[] | undefined;
  /** Port and probes of a container of the team. */
  readonly endpoint: Endpoint;
}

/** Returns the deadlines of a version. */
export function predictorDeadlines(
  { modelGibibytes }: Pick<Predictor, "modelGibibytes">,
  times: { readonly loadSeconds: number; readonly requestSeconds: number },
): ServingDeadlines {
  return servingDeadlines({ ...times, modelGibibytes, shutdownSeconds });
}

/** Returns the fields of a predictor that differ between versions: its server and its volumes. */
export function predictorServer<Uri>(args: PredictorServerArgs<Uri>, predictor: Predictor) {
  const { image, format } = predictor;
  // KServe adds this volume without a limit, unless the pod has one of its name.
  const model = { name: modelVolumeName, emptyDir: { sizeLimit: diskOf(predictor) } };
  if (image !== undefined) return container(args, predictor, image, model);
  if (format !== undefined) return runtime(args, predictor, format, model);
  throw new Error(`InferenceService ${args.service}: ${predictor.name} needs a format or an image`);
}

type Volume = { readonly name: string; readonly emptyDir: { readonly sizeLimit: string; readonly medium?: string } };

function runtime<Uri>(args: PredictorServerArgs<Uri>, predictor: Predictor, format: ModelFormat, modelVolume: Volume) {
  const own = [...runtimeArguments(args, format), ...(args.args ?? [])];
  // Its runtime has a volume of this name without a limit.
  const shared = format === "huggingface" ? sharedMemory("devshm", args.size) : undefined;
  return {
    model: {
      // The CRD requires the field for a canary, and the webhook rejects another format.
      name: "",
      modelFormat: { name: format },
      // Set explicitly, so that a runtime that is added later does not take over the model.
      runtime: runtimes[format],
      protocolVersion: "v2",
      storageUri: args.storageUri(predictor.path),
      ...(own.length > 0 && { args: own }),
      env: containerEnvironment(threads(args), args),
      ...common(args, predictor),
      ...(shared && { volumeMounts: [shared.mount] }),
    },
    volumes: [modelVolume, ...(shared ? [shared.volume] : [])],
  };
}

/** Arguments by which a runtime uses what its pod has. KServe appends them to its own, and the last one counts. */
function runtimeArguments(args: PredictorServerArgs<unknown>, format: ModelFormat): string[] {
  const count = threadCount(args.size.vcpus);
  if (format === "huggingface") return parallelArguments(args);
  // Both runtimes set one thread.
  return format !== "sklearn" && count > 1 ? [`--nthread=${count}`] : [];
}

function container<Uri>(
  args: PredictorServerArgs<Uri>,
  predictor: Predictor,
  image: pulumi.Input<string>,
  modelVolume: Volume,
) {
  const shared = acceleratorsOf(args.placement) > 1 ? sharedMemory("shared-memory", args.size) : undefined;
  const { port } = args.endpoint;
  const variables = { ...threads(args), ...containerVariables({ ...predictor, service: args.service, port }) };
  return {
    containers: [
      {
        // KServe requires this name.
        name: "kserve-container",
        image,
        ...(args.command && { command: [...args.command] }),
        ...(args.args && { args: [...args.args] }),
        env: [
          // KServe downloads these files, and replaces the value by their folder.
          { name: "STORAGE_URI", value: args.storageUri(predictor.path) },
          ...containerEnvironment(variables, args),
        ],
        ...common(args, predictor),
        securityContext: restrictedContainerAs(user),
        volumeMounts: [{ name: "tmp", mountPath: "/tmp" }, ...(shared ? [shared.mount] : [])],
      },
    ],
    volumes: [
      modelVolume,
      { name: "tmp", emptyDir: { sizeLimit: binaryQuantity(scratchGibibytes * 1024) } },
      ...(shared ? [shared.volume] : []),
    ],
  };
}

function threads({ size, placement, ...given }: PredictorServerArgs<unknown>): Record<string, string> {
  return threadVariables(threadCount(size.vcpus, Math.max(1, acceleratorsOf(placement))), given);
}

/** Fields of the container that runtimes and containers of the team have in common. */
function common({ endpoint, ...args }: PredictorServerArgs<unknown>, predictor: Predictor) {
  const { requests, limits } = sizedResources(args.size, args.placement.resources);
  const { preStopSeconds } = termination({ ...args, shutdownSeconds });
  return {
    ports: [{ name: portName, containerPort: endpoint.port, protocol: "TCP" }],
    resources: {
      // The model is on the node's disk, so that the scheduler must know its size.
      requests: { ...requests, "ephemeral-storage": diskOf(predictor) },
      // KServe sets a limit of one CPU, which can be raised but not removed.
      limits: { ...limits, cpu: cpuQuantity(args.size.vcpus) },
    },
    ...inferenceProbes(predictorDeadlines(predictor, args), endpoint.port, endpoint),
    lifecycle: { preStop: { sleep: { seconds: preStopSeconds } } },
  };
}

function diskOf({ modelGibibytes }: Predictor): string {
  return binaryQuantity(modelGibibytes * 1024);
}
