import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { pinnedImage } from "../kubernetes/image";
import { type Mirror, mirroredImage } from "../kubernetes/mirror";
import { controllerLabels, controllerPorts } from "./controller";

/** Arguments of `kserveValues`. */
export interface KServeValuesArgs {
  /** Sources of images. */
  readonly mirror: Mirror;
  /** Region of S3. */
  readonly region: string;
  /** `<namespace>/<name>` of the Gateway that is the parent of routes. */
  readonly gateway: string;
  /** Domain of the models' hosts: `<name>-<namespace>.<domain>`. */
  readonly domain: string;
}

/** Fields that the standard `restricted` requires and the defaults of the charts do not set. */
const restricted = { seccompProfile: { type: "RuntimeDefault" } };

/** Values of the `kserve-resources` chart. */
export function kserveValues({ mirror, region, gateway, domain }: KServeValuesArgs) {
  const image = (name: string) => mirroredImage(mirror, `docker.io/kserve/${name}`);
  return {
    kserve: {
      agent: { image: image("agent") },
      router: { image: image("router") },
      storage: {
        image: image("storage-initializer"),
        containerSecurityContext: restricted,
        // Downloads of several GB are partly buffered in memory.
        resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "1", memory: "2Gi" } },
        // The container that KServe adds for a model image does not meet the standard `restricted`.
        enableModelcar: false,
        // For teams with an access key in a Secret. EKS Pod Identity sets the region for all others.
        s3: { region },
      },
      servingruntime: { art: { image: image("art-explainer") } },
      // Disabled, but KServe's ConfigMap contains its image too.
      localmodel: { enabled: false, defaultJobImage: image("storage-initializer") },
      // Models do not call the Kubernetes API.
      security: { autoMountServiceAccountToken: false },
      controller: {
        deploymentMode: "Standard",
        image: image("kserve-controller"),
        imagePullPolicy: "IfNotPresent",
        rbacProxyImage: pinnedImage(mirror, "kube-rbac-proxy"),
        rbacProxy: { resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { cpu: "100m", memory: "64Mi" } } },
        resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "1", memory: "512Mi" } },
        // For Prometheus: the network policy allows ingress only from its pods.
        metricsBindAddress: "0.0.0.0",
        metricsBindPort: String(controllerPorts.metrics),
        gateway: {
          domain,
          urlScheme: "https",
          // KServe creates HTTPRoutes for the platform's Gateway.
          disableIstioVirtualHost: true,
          ingressGateway: { enableGatewayApi: true, createGateway: false, kserveGateway: gateway, className: "istio" },
        },
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: "topology.kubernetes.io/zone",
            whenUnsatisfiable: "ScheduleAnyway",
            labelSelector: { matchLabels: controllerLabels },
          },
        ],
        ...onSystemNodes,
      },
    },
  };
}

/** Enabled runtimes: those that KServe maintains itself. */
const runtimes = ["sklearnserver", "xgbserver", "lgbserver", "huggingfaceserver"] as const;

/**
 * Disabled runtimes. An InferenceService of their format has no runtime, unless the team creates a ServingRuntime of
 * its own.
 */
const runtimesOff = [
  // Unmaintained. It was the only runtime for MLflow's format.
  "mlserver",
  // Archived.
  "torchserve",
  // Its version is from 2021.
  "tensorflow",
  // Its version is from 2023.
  "tritonserver",
  // The chart uses the tag `latest`.
  "vllmserver",
  // Not needed yet. Each runtime is one more image to patch.
  "autogluonserver",
  "paddleserver",
  "pmmlserver",
  "predictiveserver",
] as const;

/** Values of the `kserve-runtime-configs` chart. */
export function kserveRuntimeValues(mirror: Mirror) {
  const on = runtimes.map((runtime) => [
    runtime,
    { image: mirroredImage(mirror, `docker.io/kserve/${runtime}`), securityContext: restricted },
  ]);
  const off = runtimesOff.map((runtime) => [runtime, { disabled: true }]);
  return {
    kserve: {
      servingruntime: {
        enabled: true,
        ...Object.fromEntries([...on, ...off]),
        // Enabled together with `huggingfaceserver`, with the same image.
        huggingfaceserver_multinode: { securityContext: restricted },
      },
    },
  };
}
