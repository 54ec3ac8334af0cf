import { z } from "zod";
import { mergedByKserve } from "../../components/kserve/pods";
import { isJsonObject, type JsonObject } from "../../core/json/json";
import { objectOf } from "../../core/json/reading";
import type { KubernetesObject } from "../kubernetes/client";
import { jsonObject } from "./objects";

/** A predictor of an InferenceService: the stable one, or a canary. */
export interface Predictor {
  /** Name in the spec. Empty if it is not set. */
  readonly name: string;
  /** Name of its Deployment and its Service. */
  readonly objectName: string;
  readonly spec: JsonObject;
  /** Number of pods, unless an autoscaler other than KServe's scales the Deployment. */
  readonly replicas: number;
  /** Share of requests that a canary receives. */
  readonly trafficPercent?: number;
}

const predictorSpec = z.looseObject({ name: z.string().default(""), minReplicas: z.number().optional() });

const serviceSpec = z.looseObject({
  predictor: jsonObject,
  canary: z.array(z.looseObject({ trafficPercent: z.number().default(0), predictor: jsonObject })).default([]),
});

/** Returns the predictors, the stable one first. A canary inherits fields that it does not set from the stable one. */
export function predictorsOf({ metadata, spec }: KubernetesObject): [Predictor, ...Predictor[]] {
  const { predictor: stable, canary } = serviceSpec.parse(spec);
  const { name, minReplicas = 1 } = predictorSpec.parse(stable);
  const canaries = canary.map(({ trafficPercent, predictor }): Predictor => {
    const own = predictorSpec.parse(predictor);
    return {
      name: own.name,
      objectName: objectName(metadata.name, own.name),
      spec: mergedByKserve(stable, predictor),
      replicas: own.minReplicas ?? Math.ceil((minReplicas * trafficPercent) / 100),
      trafficPercent,
    };
  });
  const taken = canaries.reduce((sum, { replicas }) => sum + replicas, 0);
  const replicas = Math.max(minReplicas - taken, 1);
  return [{ name, objectName: objectName(metadata.name, name), spec: stable, replicas }, ...canaries];
}

function objectName(service: string, predictor: string): string {
  return predictor === "" ? `${service}-predictor` : `${service}-${predictor}-predictor`;
}

/** Returns the labels of a predictor's objects and pods. */
export function predictorLabels({ metadata }: KubernetesObject, { objectName, spec }: Predictor): JsonObject {
  return {
    ...metadata.labels,
    ...objectOf(spec.labels),
    "serving.kserve.io/inferenceservice": metadata.name,
    component: "predictor",
    app: appLabel(objectName),
  };
}

function appLabel(objectName: string): string {
  return `isvc.${objectName}`;
}

/** Fields of a pod's spec that a predictor may set. */
const podFields = [
  "affinity",
  "automountServiceAccountToken",
  "enableServiceLinks",
  "imagePullSecrets",
  "nodeSelector",
  "priorityClassName",
  "runtimeClassName",
  "securityContext",
  "serviceAccountName",
  "terminationGracePeriodSeconds",
  "tolerations",
  "topologySpreadConstraints",
  "volumes",
] as const;

const containerFields = [
  "args",
  "command",
  "env",
  "envFrom",
  "image",
  "lifecycle",
  "livenessProbe",
  "ports",
  "readinessProbe",
  "resources",
  "securityContext",
  "startupProbe",
  "volumeMounts",
] as const;

/** Container fields that upstream's serving runtimes set. The container of the InferenceService overrides them. */
const runtimeContainer = {
  name: "kserve-container",
  image: "sandbox/serving-runtime",
  resources: { requests: { cpu: "1", memory: "2Gi" }, limits: { cpu: "1", memory: "2Gi" } },
  securityContext: {
    allowPrivilegeEscalation: false,
    privileged: false,
    runAsNonRoot: true,
    capabilities: { drop: ["ALL"] },
  },
} satisfies JsonObject;

function containerOf({ model, containers }: JsonObject): JsonObject {
  const own = isJsonObject(model) ? model : objectOf(Array.isArray(containers) ? containers[0] : undefined);
  return mergedByKserve(runtimeContainer, picked(own, containerFields));
}

function picked(from: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));
}

/** Annotation that selects the autoscaler of the pods: one that KServe creates, or an external one. */
const autoscalerClass = "serving.kserve.io/autoscalerClass";

/** Returns the fields of the Deployment. The init container that fetches the model is omitted. */
export function predictorDeployment(service: KubernetesObject, predictor: Predictor): JsonObject {
  const { spec, replicas, objectName } = predictor;
  const external = service.metadata.annotations?.[autoscalerClass] === "external";
  return {
    spec: {
      ...(!external && { replicas }),
      ...(isJsonObject(spec.deploymentStrategy) && { strategy: spec.deploymentStrategy }),
      selector: { matchLabels: { app: appLabel(objectName) } },
      template: {
        metadata: { labels: predictorLabels(service, predictor), annotations: objectOf(spec.annotations) },
        spec: { ...picked(spec, podFields), containers: [containerOf(spec)] },
      },
    },
  };
}

const defaultPort = { name: "http", containerPort: 8080 };

/** Returns the fields of the Service, which listens on port 80. */
export function predictorService({ spec, objectName }: Predictor): JsonObject {
  const { ports } = containerOf(spec);
  const [port = defaultPort] = Array.isArray(ports) ? ports.filter(isJsonObject) : [];
  return {
    spec: {
      selector: { app: appLabel(objectName) },
      ports: [{ name: port.name ?? objectName, port: 80, protocol: "TCP", targetPort: port.containerPort ?? 8080 }],
    },
  };
}
