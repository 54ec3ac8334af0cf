import type { JsonObject } from "../../../core/json/json";
import { laterImages } from "./context";
import type { Declared } from "./declared";
import { jobPod } from "./trainer";
import {
  objectIn,
  objectsIn,
  podSpecOf,
  type UpstreamManifest,
  upstreamManifest,
  upstreamPod,
  withPod,
} from "./upstreamObject";

/** Pods that Katib creates. Source: https://github.com/kubeflow/katib, tag v0.19.0, `pkg`. */

/** Fields of the ConfigMap `katib-config` that affect pods (`apis/config/v1beta1/types.go`). */
export interface KatibConfiguration {
  /** `init.controller.injectSecurityContext`. */
  readonly injectSecurityContext: boolean;
  /** `runtime.metricsCollectors[].resources`. */
  readonly collectorResources: JsonObject;
  /** `runtime.suggestions[]`, which defines a whole container. */
  readonly suggestion: JsonObject;
}

/** Defaults that `setResourceRequirements` sets (`apis/config/v1beta1/defaults.go`). */
const defaultLimits: JsonObject = { cpu: "500m", memory: "100Mi", "ephemeral-storage": "5Gi" };
const defaultResources: JsonObject = {
  requests: { cpu: "50m", memory: "10Mi", "ephemeral-storage": "500Mi" },
  limits: defaultLimits,
};

function ownResources(memory: string): JsonObject {
  return { requests: { cpu: "50m", memory, "ephemeral-storage": "500Mi" }, limits: { ...defaultLimits, memory } };
}

/** Our configuration, which the installation sets: `docs/upstream-pods.md`. */
export const katibConfiguration: KatibConfiguration = {
  injectSecurityContext: true,
  collectorResources: ownResources("128Mi"),
  suggestion: {
    resources: ownResources("512Mi"),
    // Katib allows no other settings of the pod.
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
    },
  },
};

/** Upstream's configuration (`manifests/v1beta1/installs/katib-standalone/katib-config.yaml`). */
export const unconfiguredKatib: KatibConfiguration = {
  injectSecurityContext: false,
  collectorResources: defaultResources,
  suggestion: { resources: defaultResources },
};

/**
 * A trial's pod: the pod of our job, with a metrics collector as sidecar. `webhook/v1beta1/pod/inject_webhook.go`,
 * `Mutate` and `getMetricsCollectorContainer`; `utils.go`, `wrapWorkerContainer` and `mutateMetricsCollectorVolume`.
 * The collector's image would run as root, so it uses the pod's user.
 */
export function trialPod({ Job }: Pick<Declared, "Job">, configuration: KatibConfiguration): UpstreamManifest {
  const { metadata, spec } = objectIn(objectIn(Job.spec).template);
  const owner = { apiVersion: "batch/v1", kind: "Job", name: "tune-4fbd7ht2" };
  const pod = jobPod({ owner, metadata: objectIn(metadata), spec: objectIn(spec) });
  const { containers, volumes, ...rest } = podSpecOf(pod);
  const [first, ...others] = objectsIn(containers);
  const program = objectIn(first);
  const metrics = { name: "metrics-volume", mountPath: "/var/log/katib" };
  const mounted = (mounts: JsonObject[string] | undefined) => [...(Array.isArray(mounts) ? mounts : []), metrics];
  const trial = { fieldRef: { fieldPath: "metadata.labels['katib.kubeflow.org/trial']" } };
  const wrapped: JsonObject = {
    ...program,
    command: ["sh", "-c"],
    args: ["python train.py 1>/var/log/katib/metrics.log 2>&1 && echo completed > /var/log/katib/$$$$.pid"],
    env: [...objectsIn(program.env), { name: "KATIB_TRIAL_NAME", valueFrom: trial }],
    volumeMounts: mounted(program.volumeMounts),
  };
  const collector: JsonObject = {
    name: "metrics-logger-and-collector",
    image: laterImages.metricsCollector,
    imagePullPolicy: "IfNotPresent",
    args: ["-t", "tune-4fbd7ht2", "-m", "loss", "-o-type", "minimize", "-path", "/var/log/katib/metrics.log"],
    resources: configuration.collectorResources,
    ...(configuration.injectSecurityContext && { securityContext: objectIn(program.securityContext) }),
    volumeMounts: [metrics],
  };
  const labels = {
    ...objectIn(pod.metadata.labels),
    "katib.kubeflow.org/experiment": "tune",
    "katib.kubeflow.org/trial": "tune-4fbd7ht2",
  };
  const changed = withPod(pod, {
    ...rest,
    containers: [wrapped, ...others, collector],
    volumes: [...objectsIn(volumes), { name: "metrics-volume", emptyDir: {} }],
    shareProcessNamespace: true,
  });
  return { ...changed, metadata: { ...changed.metadata, labels } };
}

/**
 * The suggestion service in the team's namespace. `controller.v1beta1/suggestion/composer/composer.go`,
 * `DesiredDeployment` and `desiredContainers`.
 *
 * @param early Whether the experiment stops trials early, which adds a container.
 */
export function suggestionDeployment(configuration: KatibConfiguration, early = false): UpstreamManifest {
  const labels = {
    "katib.kubeflow.org/deployment": "tune-tpe",
    "katib.kubeflow.org/experiment": "tune",
    "katib.kubeflow.org/suggestion": "tune",
    "sidecar.istio.io/inject": "false",
  };
  const probe = { grpc: { port: 6789, service: "manager.v1beta1.Suggestion" }, initialDelaySeconds: 10 };
  const suggestion: JsonObject = {
    name: "suggestion",
    image: laterImages.suggestion,
    imagePullPolicy: "IfNotPresent",
    ...configuration.suggestion,
    ports: [{ name: "suggestion-api", containerPort: 6789 }],
    readinessProbe: { ...probe, periodSeconds: 10 },
    livenessProbe: { ...probe, periodSeconds: 120, failureThreshold: 12 },
  };
  // `earlyStoppings` of the configuration accepts only image and resources.
  const earlyStopping: JsonObject = {
    name: "early-stopping",
    image: laterImages.earlyStopping,
    imagePullPolicy: "IfNotPresent",
    ports: [{ name: "earlystop-api", containerPort: 6788 }],
    resources: defaultResources,
  };
  const containers = [suggestion, ...(early ? [earlyStopping] : [])];
  return upstreamManifest(
    "apps/v1",
    "Deployment",
    { name: "tune-tpe", owner: { apiVersion: "kubeflow.org/v1beta1", kind: "Suggestion", name: "tune" } },
    { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
  );
}

/** The pod that Kubernetes creates for the Deployment. */
export function suggestionPod(configuration: KatibConfiguration, early = false): UpstreamManifest {
  const deployment = suggestionDeployment(configuration, early);
  const template = objectIn(objectIn(deployment.spec).template);
  const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "tune-tpe-6f9c" };
  const labels = objectIn(objectIn(template.metadata).labels);
  return upstreamPod({ name: "tune-tpe-6f9c-x2x9v", owner, labels }, objectIn(template.spec));
}
