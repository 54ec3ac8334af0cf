import { z } from "zod";
import { mergedByKserve } from "../../components/kserve/pods";
import { isJsonObject, type JsonObject } from "../../core/json/json";
import { objectOf } from "../../core/json/reading";
import type { KubernetesObject } from "../kubernetes/client";
import { jsonObject } from "./objects";

/** A predictor of an InferenceService: the stable one, or a canary. */
export interface Predictor {
  /** Its own, or nothing. */
  readonly name: string;
  /** Of its Deployment and its Service. */
  readonly objectName: string;
  readonly spec: JsonObject;
  /** Pods, where no autoscaler but KServe's has a say. */
  readonly replicas: number;
  /** Of a canary. */
  readonly trafficPercent?: number;
}

const predictorSpec = z.looseObject({ name: z.string().default(""), minReplicas: z.number().optional() });

const serviceSpec = z.looseObject({
  predictor: jsonObject,
  canary: z.array(z.looseObject({ trafficPercent: z.number().default(0), predictor: jsonObject })).default([]),
});

/** The stable predictor first. A canary has all that it does not name from the stable one. */
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

/** Labels of its objects and its pods. */
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

/** Parts of a pod that a predictor may have. */
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

/** What upstream's runtimes say, of which none is here: a container of the InferenceService's has a say before them. */
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

/** Who says how many pods there are: KServe by an autoscaler of its own, or somebody else. */
const autoscalerClass = "serving.kserve.io/autoscalerClass";

/** Fields of its Deployment. What fetches the model before the server starts is left out. */
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

/** Fields of its Service, which is at port 80. */
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
