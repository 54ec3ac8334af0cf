import { fingerprintAnnotation } from "../../../core/kubernetes/labels";
import { modelStorageName } from "../../kserve/modelStorage";
import { spread, surgePercent } from "../serving/replicas";
import { termination } from "../serving/requestTime";
import { type PredictorServerArgs, portName, predictorServer, shutdownSeconds } from "./predictorServer";
import type { Predictor } from "./storedModel";

/** Returns the labels that KServe sets on the pods of all versions of a service. */
export function podLabels(service: string): Record<string, string> {
  return { "serving.kserve.io/inferenceservice": service, component: "predictor" };
}

/**
 * Returns the annotations of an InferenceService: the mode, the autoscaler, and the format, which KServe's webhook
 * would add and Pulumi would then report as a difference.
 */
export function annotations({ format }: Pick<Predictor, "format">): Record<string, string> {
  return {
    "serving.kserve.io/deploymentMode": "Standard",
    // Otherwise KServe 0.20 creates an HPA for each canary without an owner, and never deletes it.
    "serving.kserve.io/autoscalerClass": "external",
    ...(format !== undefined && { modelFormat: format }),
  };
}

/** Arguments of `inferenceServiceSpec`. */
export interface InferenceServiceSpecArgs<Uri> extends PredictorServerArgs<Uri> {
  /** The stable version, then its canaries. */
  readonly predictors: readonly [Predictor, ...Predictor[]];
  /**
   * Returns the fingerprint of a version's content. KServe copies it to the pods, where the Job that waits compares it.
   */
  readonly fingerprintOf: (predictor: Predictor) => Uri;
  /** Service account of the pods: `serving` of the team. */
  readonly serviceAccount: string;
}

/**
 * Returns the `spec` of an InferenceService for KServe 0.20 in the mode Standard.
 *
 * Predictors are named after their versions, so that a promotion keeps the canary's pods. A canary inherits every field
 * that it does not set from the stable predictor.
 */
export function inferenceServiceSpec<Uri>(args: InferenceServiceSpecArgs<Uri>) {
  const [stable, ...canaries] = args.predictors;
  const marked = (predictor: Predictor) => ({
    annotations: { [fingerprintAnnotation]: args.fingerprintOf(predictor) },
  });
  const { graceSeconds } = termination({ ...args, shutdownSeconds });
  return {
    predictor: {
      name: stable.name,
      ...marked(stable),
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
      ...predictorServer(args, stable),
    },
    ...(canaries.length > 0 && {
      canary: canaries.map((canary) => ({
        trafficPercent: canary.trafficPercent,
        predictor: { name: canary.name, ...marked(canary), ...predictorServer(args, canary) },
      })),
    }),
  };
}

/** Returns the `spec` of the PodMonitor for the pods of all versions. */
export function podMonitorSpec(service: string) {
  return {
    selector: { matchLabels: podLabels(service) },
    // The label `app` identifies the version.
    podTargetLabels: ["app"],
    podMetricsEndpoints: [{ port: portName, path: "/metrics", interval: "30s" }],
  };
}
