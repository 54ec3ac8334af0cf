import type { JsonObject } from "../../core/json/json";
import { driftMonitorLabel, modelServiceWorkload, workloadLabel } from "../../core/kubernetes/labels";
import { object } from "../specimen";
import type { Subject } from "../subject";
import { team } from "./baseStack";
import { service } from "./exposure";
import { type Fields, merged } from "./mergeFields";
import { cronJob, deployment, goodContainer, type PodChanges } from "./pods";

/** Changes to the objects that accompany a served model, as fields of their `spec`; `undefined` removes an object. */
interface RelatedObjects {
  readonly autoscaler?: Fields | undefined;
  readonly budget?: Fields | undefined;
  readonly monitor?: Fields | undefined;
  readonly alerts?: Fields | undefined;
  /** The model that the drift monitor's label names. */
  readonly driftMonitor?: string | undefined;
}

/** Changes to an InferenceService that passes every rule. */
export interface ServedModelChanges extends RelatedObjects {
  /** Fields of the InferenceService's `spec`. */
  readonly service?: Fields;
  readonly annotations?: Fields;
  /** Canary versions by name. */
  readonly canaries?: Readonly<Record<string, { readonly trafficPercent: number; readonly storageUri?: string }>>;
  /** @default true */
  readonly canaryAutoscalers?: boolean;
  /** Name of the Deployment that KServe creates for the predictor. @default the name for version `v1` */
  readonly deployment?: string;
}

const model = "churn";
const modelLabels = { "serving.kserve.io/inferenceservice": model, component: "predictor" };

/** Returns an InferenceService and its accompanying objects. */
export function servedModel(changes: ServedModelChanges = {}): readonly Subject[] {
  const { service: fields = {}, annotations = {}, canaries = {}, canaryAutoscalers = true } = changes;
  const own = changes.deployment ?? predictorDeployment("v1");
  const others = Object.keys(canaries).map(predictorDeployment);
  const inference = object({
    apiVersion: "serving.kserve.io/v1beta1",
    kind: "InferenceService",
    metadata: {
      name: model,
      namespace: team,
      annotations: merged(
        { "serving.kserve.io/deploymentMode": "Standard", "serving.kserve.io/autoscalerClass": "external" },
        annotations,
      ),
    },
    spec: merged(inferenceSpec(canaries), fields),
  });
  const parts = relatedObjects(
    { name: model, labels: modelLabels, monitorKind: "PodMonitor", deployments: [own, ...others] },
    changes,
  );
  return [
    inference,
    ...parts,
    ...(canaryAutoscalers ? others.map((name) => autoscaler(name, { minReplicas: 1 })) : []),
  ];
}

/** Returns an InferenceService with a container of the team, whose model is at an address. */
export function servedContainer(storageUri: string): readonly Subject[] {
  const container = {
    ...goodContainer,
    name: "kserve-container",
    env: [{ name: "STORAGE_URI", value: storageUri }],
    ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
    readinessProbe: { httpGet: { path: "/health", port: 8080 } },
  };
  return servedModel({ service: { predictor: { model: undefined, containers: [container] } } });
}

/** Changes to a `ModelService` that passes every rule. */
export interface ModelServiceChanges extends RelatedObjects {
  readonly deployment?: Pick<PodChanges, "containers">;
}

/** Returns the objects of a `ModelService`. */
export function modelService(changes: ModelServiceChanges = {}): readonly Subject[] {
  const env = [{ name: "MODEL_VERSION", value: "3" }];
  const labels = { [workloadLabel]: modelServiceWorkload };
  const server = deployment(
    { labels, containers: { main: { env, ...changes.deployment?.containers?.main } } },
    // Only the autoscaler sets the replicas.
    { replicas: undefined },
  );
  const main = { name: "main", labels: { app: "main" }, monitorKind: "ServiceMonitor", deployments: ["main"] } as const;
  return [server, service({}, { labels: { app: "main" } }), ...relatedObjects(main, changes)];
}

/** Returns the `spec` of a PrometheusRule with an alert for Services. */
export function alertsAbout(...services: readonly string[]): JsonObject {
  const failed = (matcher: string) =>
    `sum(rate(istio_requests_total{destination_service_name=~"${services.join("|")}"${matcher}}[5m]))`;
  const rule = {
    alert: "ModelErrors",
    expr: `${failed(',response_code=~"5.."')} / ${failed("")} > 0.05`,
    for: "5m",
    labels: { severity: "critical" },
    annotations: { summary: "The model answers with errors", runbook_url: "docs/runbooks/model-errors.md" },
  };
  return { groups: [{ name: "service-levels", rules: [rule] }] };
}

/** @param changes Fields of its `spec`. */
export function verticalPodAutoscaler(target: string, changes: Fields = {}): Subject {
  const spec = {
    targetRef: { apiVersion: "apps/v1", kind: "Deployment", name: target },
    updatePolicy: { updateMode: "Recreate" },
  };
  return object({
    apiVersion: "autoscaling.k8s.io/v1",
    kind: "VerticalPodAutoscaler",
    metadata: { name: target, namespace: team },
    spec: merged(spec, changes),
  });
}

export function flaggerCanary(targetRef: JsonObject): Subject {
  return object({
    apiVersion: "flagger.app/v1beta1",
    kind: "Canary",
    metadata: { name: "main", namespace: team },
    spec: {
      targetRef,
      service: { port: 80 },
      analysis: { interval: "1m", threshold: 5, maxWeight: 50, stepWeight: 10 },
    },
  });
}

function predictorDeployment(version: string): string {
  return `${model}-${version}-predictor`;
}

function inferenceSpec(canaries: NonNullable<ServedModelChanges["canaries"]>): JsonObject {
  const predictors = Object.entries(canaries).map(([name, canary]) => ({
    trafficPercent: canary.trafficPercent,
    predictor: {
      name,
      model: storedModel(canary.storageUri ?? `s3://mlops-artifacts/teams/${team}/models/${model}/2/`),
    },
  }));
  return {
    predictor: {
      name: "v1",
      serviceAccountName: "serving",
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      model: storedModel(`s3://mlops-artifacts/teams/${team}/models/${model}/1/`),
    },
    ...(predictors.length > 0 && { canary: predictors }),
  };
}

function storedModel(storageUri: string): JsonObject {
  return {
    name: "",
    modelFormat: { name: "sklearn" },
    runtime: "kserve-sklearnserver",
    protocolVersion: "v2",
    storageUri,
    ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
    resources: { requests: { cpu: "1", memory: "2Gi" }, limits: { cpu: "1", memory: "2Gi" } },
    readinessProbe: { httpGet: { path: "/v2/health/ready", port: 8080 } },
    livenessProbe: { httpGet: { path: "/v2/health/live", port: 8080 } },
  };
}

interface Served {
  readonly name: string;
  /** Labels of its pods and of its Service. */
  readonly labels: JsonObject;
  readonly monitorKind: "PodMonitor" | "ServiceMonitor";
  readonly deployments: readonly [string, ...string[]];
}

function relatedObjects(served: Served, changes: RelatedObjects): readonly Subject[] {
  const { name, labels, monitorKind, deployments } = served;
  const whole = { autoscaler: {}, budget: {}, monitor: {}, alerts: {}, driftMonitor: name, ...changes };
  const metadata = { name, namespace: team };
  const endpoints = [{ port: "http", path: "/metrics", interval: "30s" }];
  const monitored = monitorKind === "PodMonitor" ? { podMetricsEndpoints: endpoints } : { endpoints };
  const selector = { matchLabels: labels };
  return [
    ...(whole.autoscaler ? [autoscaler(deployments[0], whole.autoscaler)] : []),
    ...(whole.budget
      ? [
          object({
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata,
            spec: merged({ maxUnavailable: 1, selector }, whole.budget),
          }),
        ]
      : []),
    ...(whole.monitor
      ? [
          object({
            apiVersion: "monitoring.coreos.com/v1",
            kind: monitorKind,
            metadata,
            spec: merged({ selector, ...monitored }, whole.monitor),
          }),
        ]
      : []),
    ...(whole.alerts
      ? [
          object({
            apiVersion: "monitoring.coreos.com/v1",
            kind: "PrometheusRule",
            metadata,
            spec: merged(alertsAbout(...deployments), whole.alerts),
          }),
        ]
      : []),
    ...(whole.driftMonitor === undefined ? [] : [cronJob({ labels: { [driftMonitorLabel]: whole.driftMonitor } })]),
  ];
}

function autoscaler(target: string, changes: Fields): Subject {
  const metric = { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } };
  const spec = {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: target },
    minReplicas: 2,
    maxReplicas: 10,
    metrics: [{ type: "Resource", resource: metric }],
  };
  return object({
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name: target, namespace: team },
    spec: merged(spec, changes),
  });
}
