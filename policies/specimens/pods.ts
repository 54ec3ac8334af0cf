import type { JsonObject } from "../../core/json/json";
import { poolLabel } from "../../core/kubernetes/labels";
import { object } from "../specimen";
import type { Subject } from "../subject";
import { registry, team } from "./baseStack";
import { type Fields, merged } from "./mergeFields";

/** Changes to containers by name. Missing containers are added; `undefined` removes a field. */
type ContainerChanges = Readonly<Record<string, Fields>>;

/** Changes to a pod that passes every rule. */
export interface PodChanges {
  readonly containers?: ContainerChanges;
  readonly initContainers?: ContainerChanges;
  readonly ephemeralContainers?: ContainerChanges;
  /** Fields of the pod's `spec` beside its containers. */
  readonly spec?: Fields;
  readonly labels?: Fields;
  readonly annotations?: Fields;
  /** The owner reference of the object. */
  readonly owner?: JsonObject;
  /** @default the namespace of the team `vision` */
  readonly namespace?: string;
}

/** A container that passes every rule. */
export const goodContainer: JsonObject = {
  image: `${registry}trainer@sha256:${"0".repeat(64)}`,
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    readOnlyRootFilesystem: true,
  },
  resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { memory: "1Gi" } },
};

/** The spec of a pod that passes every rule. */
export const goodSpec: JsonObject = {
  automountServiceAccountToken: false,
  serviceAccountName: "training",
  securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
};

/** Returns an owner reference to a controller of this kind. */
export function controllerOf(apiVersion: string, kind: string): JsonObject {
  return { apiVersion, kind, name: "owner", uid: "0", controller: true };
}

/** Returns the changes for a training pod with GPUs: request, node selection and protection from eviction. */
export function onGpus(gpus: string | number = 1): Required<Pick<PodChanges, "containers" | "spec" | "annotations">> {
  return {
    containers: { main: { resources: { limits: { "nvidia.com/gpu": gpus } } } },
    spec: {
      nodeSelector: { [poolLabel]: "gpu-l4" },
      tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
    },
    annotations: { "karpenter.sh/do-not-disrupt": "true" },
  };
}

export function pod(changes: PodChanges = {}): Subject {
  return object({ apiVersion: "v1", kind: "Pod", metadata: metadata(changes), spec: podSpec("Never", changes) });
}

/**
 * Returns a Deployment that passes every rule unless `changes` violate one.
 *
 * @param spec Fields of the Deployment's `spec`.
 */
export function deployment(changes: PodChanges = {}, spec: Fields = {}): Subject {
  return object({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadata(changes),
    spec: merged(servers(changes), spec),
  });
}

export function statefulSet(changes: PodChanges = {}, spec: Fields = {}): Subject {
  return object({
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: metadata(changes),
    spec: merged({ serviceName: "main", ...servers(changes) }, spec),
  });
}

function servers(changes: PodChanges): JsonObject {
  const labels = { app: "main" };
  const container = { main: { ...readinessProbe, ...changes.containers?.main } };
  const containers = { ...container, ...without(changes.containers ?? {}, "main") };
  return {
    replicas: 1,
    selector: { matchLabels: labels },
    template: template(undefined, { ...changes, containers }, labels),
  };
}

export function job(changes: PodChanges = {}, spec: Fields = {}): Subject {
  return object({
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: metadata(changes),
    spec: merged(jobSpec(changes), spec),
  });
}

export function cronJob(changes: PodChanges = {}, spec: Fields = {}): Subject {
  const whole = { schedule: "0 3 * * *", concurrencyPolicy: "Forbid", jobTemplate: { spec: jobSpec(changes) } };
  return object({ apiVersion: "batch/v1", kind: "CronJob", metadata: metadata(changes), spec: merged(whole, spec) });
}

const readinessProbe: JsonObject = {
  ports: [{ containerPort: 8080 }],
  readinessProbe: { httpGet: { path: "/ready", port: 8080 } },
  livenessProbe: { tcpSocket: { port: 8080 } },
};

function jobSpec(changes: PodChanges): JsonObject {
  return {
    backoffLimit: 3,
    activeDeadlineSeconds: 3600,
    ttlSecondsAfterFinished: 86_400,
    template: template("Never", changes, {}),
  };
}

function template(restartPolicy: string | undefined, changes: PodChanges, labels: JsonObject): JsonObject {
  return {
    metadata: { labels: merged(labels, changes.labels ?? {}), annotations: merged({}, changes.annotations ?? {}) },
    spec: podSpec(restartPolicy, changes),
  };
}

function podSpec(restartPolicy: string | undefined, changes: PodChanges): JsonObject {
  const { containers, initContainers, ephemeralContainers, spec = {} } = changes;
  return merged(
    {
      ...goodSpec,
      ...(restartPolicy !== undefined && { restartPolicy }),
      containers: containersOf({ main: {}, ...containers }, goodContainer),
      ...(initContainers && { initContainers: containersOf(initContainers, goodContainer) }),
      ...(ephemeralContainers && {
        // Kubernetes does not allow resource requests on them.
        ephemeralContainers: containersOf(ephemeralContainers, without(goodContainer, "resources")),
      }),
    },
    spec,
  );
}

function containersOf(changes: ContainerChanges, base: JsonObject): JsonObject[] {
  return Object.entries(changes).map(([name, fields]) => ({ name, ...merged(base, fields) }));
}

function metadata({ namespace = team, labels = {}, annotations = {}, owner }: PodChanges) {
  return {
    name: "main",
    namespace,
    labels: merged({}, labels),
    annotations: merged({}, annotations),
    ...(owner && { ownerReferences: [owner] }),
  };
}

function without<Value>(fields: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
}
