import type { Placement } from "../../compute/placement";
import { modelStorageName } from "../../kserve/modelStorage";
import { type ContainerSize, cpuQuantity, sizedResources } from "../serving/containerSize";
import { inferenceProbes } from "../serving/probes";
import { spread, surgePercent } from "../serving/replicas";
import { type Predictor, runtimes } from "./storedModel";

/** Port of the runtimes' pods, and the name by which Prometheus finds it. */
export const predictorPort = { name: "http", number: 8080 } as const;

/** Seconds until no gateway and no node sends new requests: only then the server is told to end. */
const drainSeconds = 10;

/** KServe's own servers give requests half a minute to end. */
const shutdownSeconds = 30;

/** Labels that KServe gives the pods of every version of a service. */
export function podLabels(service: string): Record<string, string> {
  return { "serving.kserve.io/inferenceservice": service, component: "predictor" };
}

/**
 * Annotations of an InferenceService: what KServe's webhook would write itself, so that nothing differs afterwards, and
 * who sets the number of pods.
 */
export function annotations({ format }: Pick<Predictor, "format">): Record<string, string> {
  return {
    "serving.kserve.io/deploymentMode": "Standard",
    // KServe 0.20 makes HPAs of its own otherwise: one a canary, which nobody owns and nobody takes away again.
    "serving.kserve.io/autoscalerClass": "external",
    modelFormat: format,
  };
}

export interface InferenceServiceSpecArgs<Uri> {
  readonly service: string;
  readonly predictors: readonly [Predictor, ...Predictor[]];
  /** Address in S3 of a path in the team's part of the bucket. */
  readonly storageUri: (path: string) => Uri;
  readonly serviceAccount: string;
  readonly size: ContainerSize;
  readonly placement: Placement;
  readonly loadSeconds: number;
}

/**
 * An InferenceService's `spec`, for KServe 0.20 in its mode Standard.
 *
 * A predictor has the name of its version, so that a promotion is a change of names: the canary's pods stay. A canary has
 * all that it does not name from the stable predictor.
 */
export function inferenceServiceSpec<Uri>(args: InferenceServiceSpecArgs<Uri>) {
  const [stable, ...canaries] = args.predictors;
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
      terminationGracePeriodSeconds: drainSeconds + shutdownSeconds,
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
  return {
    // KServe's CRD demands it of a canary, and its webhook refuses another one.
    name: "",
    modelFormat: { name: format },
    // Named, so that a runtime that comes to the cluster later takes over nobody's model.
    runtime: runtimes[format],
    protocolVersion: "v2",
    storageUri: args.storageUri(path),
    ports: [{ name: predictorPort.name, containerPort: predictorPort.number, protocol: "TCP" }],
    resources: {
      requests,
      // The runtimes have a limit of one CPU, which can be raised and not taken away.
      limits: { ...limits, cpu: cpuQuantity(args.size.vcpus) },
    },
    ...inferenceProbes(args.loadSeconds, predictorPort.number),
    lifecycle: { preStop: { sleep: { seconds: drainSeconds } } },
  };
}
