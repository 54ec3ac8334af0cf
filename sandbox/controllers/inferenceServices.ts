import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { JsonObject } from "../../core/json/json";
import type { KubernetesObject } from "../kubernetes/client";
import { type Condition, conditionsFor, readyOf } from "./conditions";
import type { Controller, ControllerContext, KubernetesApi } from "./controller";
import {
  addFinalizer,
  digits,
  forEach,
  isDeleting,
  jsonObject,
  type Kind,
  manager,
  referenceOf,
  removeFinalizer,
  sandboxLabel,
} from "./objects";
import { type Predictor, predictorDeployment, predictorLabels, predictorService, predictorsOf } from "./predictors";

/** Simulates the part of KServe that reconciles InferenceServices. */
export const inferenceServices: Controller = {
  name: "inference-services",
  simulates:
    "KServe for InferenceServices in mode Standard: the finalizer `inferenceservice.finalizers`, a Deployment and a Service for the predictor and each canary, whose pods the scheduler places, and readiness from these; `observedGeneration` is that of a Deployment, as upstream",
  notTested:
    "that a runtime fits, and that a model is found, fetched, loaded and answers; HTTPRoutes (IngressReady is the readiness of the predictor), KServe's own autoscalers (the number of pods is minReplicas), the validation by webhooks, transformers and explainers",
  owner: { workload: { kind: "Deployment", namespace: "kserve", name: "kserve-controller-manager" } },
  reconcile: async (context) => {
    const all = await context.api.list(serviceKind.apiVersion, serviceKind.kind);
    await forEach(all, (service) =>
      isDeleting(service) ? release(service, context) : reconcileService(service, context),
    );
  },
};

const serviceKind: Kind = { apiVersion: "serving.kserve.io/v1beta1", kind: "InferenceService" };
const deploymentKind: Kind = { apiVersion: "apps/v1", kind: "Deployment" };
const coreServiceKind: Kind = { apiVersion: "v1", kind: "Service" };

/** KServe's finalizer. Kubernetes' garbage collector deletes the Deployments and Services. */
const finalizer = "inferenceservice.finalizers";

async function reconcileService(service: KubernetesObject, context: ControllerContext): Promise<void> {
  const { api } = context;
  await addFinalizer(api, serviceKind, service, finalizer);
  const [stable, ...canaries] = predictorsOf(service);
  const deployments: KubernetesObject[] = [];
  for (const predictor of [stable, ...canaries]) {
    deployments.push(await ensure(service, predictor, deploymentKind, predictorDeployment(service, predictor), api));
    await ensure(service, predictor, coreServiceKind, predictorService(predictor), api);
  }
  await removeOrphans(service, new Set([stable, ...canaries].map(({ objectName }) => objectName)), api);
  await describe(service, deployments, canaries, context);
}

/** Annotation with a hash of an object's content. The object is written again if the hash changes. */
const contentHashKey = "mlops.platform/sandbox-made-of";

const identity = z.looseObject({ uid: z.string() });

async function ensure(
  service: KubernetesObject,
  predictor: Predictor,
  kind: Kind,
  fields: JsonObject,
  api: KubernetesApi,
): Promise<KubernetesObject> {
  const { name, namespace } = service.metadata;
  const { uid } = identity.parse(service.metadata);
  const reference = { ...kind, name: predictor.objectName, namespace };
  const contentHash = digits(JSON.stringify([fields, uid]), 16);
  const existing = await api.read(reference);
  if (existing?.metadata.annotations?.[contentHashKey] === contentHash) return existing;
  const metadata = {
    labels: { ...predictorLabels(service, predictor), [sandboxLabel]: "true" },
    annotations: { [contentHashKey]: contentHash },
    ownerReferences: [{ ...serviceKind, name, uid, controller: true, blockOwnerDeletion: true }],
  };
  return api.apply(reference, { ...fields, metadata }, manager);
}

/** Deletes the objects of predictors that no longer exist. */
async function removeOrphans(service: KubernetesObject, wanted: ReadonlySet<string>, api: KubernetesApi) {
  const { name, namespace } = service.metadata;
  for (const kind of [deploymentKind, coreServiceKind]) {
    const all = await api.list(kind.apiVersion, kind.kind, namespace);
    const orphans = all.filter(
      ({ metadata: { labels, ...metadata } }) =>
        metadata.namespace === namespace &&
        labels?.["serving.kserve.io/inferenceservice"] === name &&
        labels?.component === "predictor" &&
        !wanted.has(metadata.name),
    );
    await forEach(
      orphans.filter((orphan) => !isDeleting(orphan)),
      (orphan) => api.delete(referenceOf(kind, orphan)),
    );
  }
}

async function describe(
  service: KubernetesObject,
  [deployment, ...others]: readonly KubernetesObject[],
  canaries: readonly Predictor[],
  { api, now }: ControllerContext,
): Promise<void> {
  const predictor = readiness(deployment, "PredictorReady");
  const parts = [predictor, ingressReady(predictor)];
  const canary = canaries.length > 0 ? [canariesReady(others)] : [];
  // These conditions have no field for the generation.
  const conditions = conditionsFor([...parts, ...canary, readyOf(parts)], undefined, service.status?.conditions, now());
  const status: JsonObject = {
    observedGeneration: deploymentStatus.parse(deployment?.status).observedGeneration,
    conditions: conditions ?? service.status?.conditions ?? [],
    canaryStatuses: canaries.map(({ name, trafficPercent = 0 }, index) => ({
      name,
      trafficPercent,
      ready: isAvailable(others[index]),
    })),
  };
  const before = service.status ?? {};
  const changed = Object.entries(status).filter(([key, value]) => !isDeepStrictEqual(before[key], value));
  if (changed.length === 0) return;
  await api.patch(referenceOf(serviceKind, service), { status: Object.fromEntries(changed) }, "status");
}

const deploymentStatus = z
  .looseObject({
    observedGeneration: z.number().default(0),
    availableReplicas: z.number().default(0),
    conditions: z.array(jsonObject).default([]),
  })
  .prefault({});

function isAvailable(deployment: KubernetesObject | undefined): boolean {
  return deploymentStatus.parse(deployment?.status).availableReplicas > 0;
}

/**
 * Returns the readiness of a predictor from its Deployment, as upstream does:
 * https://github.com/kserve/kserve/blob/v0.20.0/pkg/apis/serving/v1beta1/inference_service_status.go
 */
function readiness(deployment: KubernetesObject | undefined, type: string): Condition {
  const { conditions } = deploymentStatus.parse(deployment?.status);
  const find = (wanted: string) => conditions.find((one) => one.type === wanted);
  const said = (status: Condition["status"], { reason, message }: JsonObject): Condition => ({
    type,
    status,
    reason: String(reason ?? ""),
    message: String(message ?? ""),
  });
  const [available = {}, progressing = {}, failure = {}] = ["Available", "Progressing", "ReplicaFailure"].map(find);
  if (failure.status === "True") return said("False", failure);
  if (available.status === "False") return said("False", available);
  if (progressing.status === "False") return said("False", progressing);
  if (progressing.status === "True" && progressing.reason === "NewReplicaSetAvailable")
    return said("True", progressing);
  if (available.status === "True") return said("True", available);
  return said(progressing.status === "True" ? "Unknown" : "False", progressing);
}

function ingressReady(predictor: Condition): Condition {
  return predictor.status === "True"
    ? { type: "IngressReady", status: "True", reason: "", message: "" }
    : { type: "IngressReady", status: "False", reason: "Predictor ingress not created", message: "" };
}

function canariesReady(deployments: readonly KubernetesObject[]): Condition {
  const ready = deployments.every(isAvailable);
  const reason = ready ? "AllCanariesReady" : "CanariesNotReady";
  return { type: "CanaryPredictorReady", status: ready ? "True" : "False", reason, message: "" };
}

async function release(service: KubernetesObject, { api }: ControllerContext): Promise<void> {
  await removeFinalizer(api, serviceKind, service, finalizer);
}
