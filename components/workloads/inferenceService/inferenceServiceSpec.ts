import type { Placement } from "../../compute/placement";
import { modelStorageName } from "../../kserve/modelStorage";
import { type ContainerSize, cpuQuantity, sizedResources, threadCount } from "../serving/containerSize";
import { inferenceProbes } from "../serving/probes";
import { spread, surgePercent } from "../serving/replicas";
import { termination } from "../serving/requestTime";
import { type Predictor, runtimes } from "./storedModel";

/** Port of the runtimes' pods, and its name, which the PodMonitor uses. */
export const predictorPort = { name: "http", number: 8080 } as const;

/**
 * Time that KServe's servers give current requests after SIGTERM, seconds. It has no argument: see `grace_period` in
 * https://github.com/kserve/kserve/blob/v0.20.0/python/kserve/kserve/model_server.py.
 */
const shutdownSeconds = 30;

/** Returns the labels that KServe sets on the pods of all versions of a service. */
export function podLabels(service: string): Record<string, string> {
  return { "serving.kserve.io/inferenceservice": service, component: "predictor" };
}

/**
 * Returns the annotations of an InferenceService: the mode, the autoscaler, and the format, which KServe's webhook would add and
 * Pulumi would then report as a difference.
 */
export function annotations({ format }: Pick<Predictor, "format">): Record<string, string> {
  return {
    "serving.kserve.io/deploymentMode": "Standard",
    // Otherwise KServe 0.20 creates an HPA for each canary without an owner, and never deletes it.
    "serving.kserve.io/autoscalerClass": "external",
    modelFormat: format,
  };
}

export interface InferenceServiceSpecArgs<Uri> {
  readonly service: string;
  readonly predictors: readonly [Predictor, ...Predictor[]];
  /** Returns the S3 URI of a path in the team's part of the bucket. */
  readonly storageUri: (path: string) => Uri;
  readonly serviceAccount: string;
  readonly size: ContainerSize;
  readonly placement: Placement;
  readonly loadSeconds: number;
  readonly requestSeconds: number;
}

/**
 * Returns the `spec` of an InferenceService for KServe 0.20 in the mode Standard.
 *
 * Predictors are named after their versions, so that a promotion keeps the canary's pods. A canary inherits every field that it
 * does not set from the stable predictor.
 */
export function inferenceServiceSpec<Uri>(args: InferenceServiceSpecArgs<Uri>) {
  const [stable, ...canaries] = args.predictors;
  const { graceSeconds } = termination({ ...args, shutdownSeconds });
  return {
    predictor: {
      name: stable.name,
      deploymentStrategy: {
        type: "RollingUpdate",
        rollingUpdate: { maxSurge: `${surgePercent}%`, maxUnavailable: 0 },
      },
      storageContainerName: modelStorageName,
      serviceAccountName: args.serviceAccount,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      nodeSelector: args.placement.nodeSelector,
      tolerations: args.placement.tolerations,
      topologySpreadConstraints: spread(podLabels(args.service)),
      // KServe's HTTPRoute has this limit, and 60 seconds without it. Canaries are backends of the same route.
      timeout: args.requestSeconds,
      terminationGracePeriodSeconds: graceSeconds,
      model: model(args, stable),
    },
    ...(canaries.length > 0 && {
      canary: canaries.map((canary) => ({
        trafficPercent: canary.trafficPercent,
        predictor: { name: canary.name, model: model(args, canary) },
      })),
    }),
  };
}

function model<Uri>(args: InferenceServiceSpecArgs<Uri>, { format, path }: Predictor) {
  const { requests, limits } = sizedResources(args.size, args.placement.resources);
  const { preStopSeconds } = termination({ ...args, shutdownSeconds });
  return {
    // The CRD requires the field for a canary, and the webhook rejects another format.
    name: "",
    modelFormat: { name: format },
    // Set explicitly, so that a runtime that is added later does not take over the model.
    runtime: runtimes[format],
    protocolVersion: "v2",
    storageUri: args.storageUri(path),
    ports: [{ name: predictorPort.name, containerPort: predictorPort.number, protocol: "TCP" }],
    ...(Object.keys(args.placement.resources).length === 0 && {
      env: [{ name: "OMP_NUM_THREADS", value: String(threadCount(args.size.vcpus)) }],
    }),
    resources: {
      requests,
      // The runtimes set a limit of one CPU, which can be raised but not removed.
      limits: { ...limits, cpu: cpuQuantity(args.size.vcpus) },
    },
    ...inferenceProbes(args.loadSeconds, predictorPort.number),
    lifecycle: { preStop: { sleep: { seconds: preStopSeconds } } },
  };
}
