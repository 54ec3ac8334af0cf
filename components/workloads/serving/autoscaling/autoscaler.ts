import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed, transformedObject } from "../../../transform";
import { autoscalerSpec, type ReplicaRange } from "../replicas";
import { gpuMemoryOf } from "./gpuMemory";
import { measureOf } from "./measure";
import { scaledObjectAnnotations, scaledObjectSpec } from "./scaledObject";

/** An autoscaler: of Kubernetes for CPU, of KEDA for queries. */
export type ModelAutoscaler = k8s.autoscaling.v2.HorizontalPodAutoscaler | k8s.apiextensions.CustomResource;

/** Arguments of `modelAutoscaler`. */
export interface ModelAutoscalerArgs {
  /** Accelerator of the pods, which decides the default of `replicas.measure`. @default - none */
  readonly accelerator?: string | undefined;
  /** Limits of the number of pods, the measure and its target. */
  readonly replicas: ReplicaRange;
  /** Name, namespace and labels of the object. */
  readonly metadata: {
    readonly name: string;
    readonly namespace: pulumi.Input<string>;
    readonly labels: Record<string, string>;
  };
  /** Name of the team's namespace, for queries. */
  readonly namespace: string;
  /** Name of the Deployment that is scaled. */
  readonly deployment: string;
  /** PromQL expression for the requests in flight of all pods together. */
  readonly requestsInFlight: string;
  /** Changes to the created object. @default - none */
  readonly transform?:
    | {
        readonly autoscaler?: Transform<k8s.autoscaling.v2.HorizontalPodAutoscalerArgs> | undefined;
        readonly scaledObject?: Transform<k8s.apiextensions.CustomResourceArgs> | undefined;
      }
    | undefined;
}

/** Creates the autoscaler of a Deployment. */
export function modelAutoscaler(
  name: string,
  args: ModelAutoscalerArgs,
  opts: pulumi.CustomResourceOptions,
): ModelAutoscaler {
  const { metadata, deployment, replicas, transform } = args;
  if (measureOf(args) === "cpu") {
    const spec = autoscalerSpec(deployment, replicas);
    const own = transformed<k8s.autoscaling.v2.HorizontalPodAutoscalerArgs>(
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
      transform?.autoscaler,
      name,
      { metadata, spec },
      opts,
    );
    return new k8s.autoscaling.v2.HorizontalPodAutoscaler(...own);
  }
  const spec = scaledObjectSpec({ deployment, autoscaler: metadata.name, range: replicas, ...loadOf(args) });
  return new k8s.apiextensions.CustomResource(
    ...transformedObject(
      transform?.scaledObject,
      name,
      {
        apiVersion: "keda.sh/v1alpha1",
        kind: "ScaledObject",
        metadata: { ...metadata, annotations: scaledObjectAnnotations },
        spec,
      },
      opts,
    ),
  );
}

function loadOf(args: ModelAutoscalerArgs): { readonly query: string; readonly target: number } {
  const { replicas } = args;
  return measureOf(args) === "gpuMemory"
    ? { query: gpuMemoryOf(args), target: replicas.gpuMemoryPercent }
    : { query: args.requestsInFlight, target: replicas.requestsInFlight };
}
