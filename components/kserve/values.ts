import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { pinnedImage } from "../kubernetes/image";
import { type Mirror, mirroredImage } from "../kubernetes/mirror";
import { controllerLabels, controllerPorts } from "./controller";

export interface KServeValuesArgs {
  readonly mirror: Mirror;
  /** Region of S3. */
  readonly region: string;
  /** `<namespace>/<name>` of the Gateway that routes go to. */
  readonly gateway: string;
  /** Models answer at `<name>-<namespace>.<domain>`. */
  readonly domain: string;
}

/** What the standard `restricted` asks of a container, beyond what the charts' own defaults say. */
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
        // Models of several GB go through its memory in part.
        resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "1", memory: "2Gi" } },
        // KServe gives the container of an image that is a model nothing of what `restricted` asks for.
        enableModelcar: false,
        // EKS Pod Identity tells pods the region with their credentials: this is for a team that has a key in a Secret.
        s3: { region },
      },
      servingruntime: { art: { image: image("art-explainer") } },
      // Off, and in the same list of images.
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
        // For Prometheus, which the network policy lets in alone.
        metricsBindAddress: "0.0.0.0",
        metricsBindPort: String(controllerPorts.metrics),
        gateway: {
          domain,
          urlScheme: "https",
          // Routes are Gateway API's, and the Gateway is the platform's.
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

/** Runtimes of KServe's own, which are kept with it. */
const runtimes = ["sklearnserver", "xgbserver", "lgbserver", "huggingfaceserver"] as const;

/**
 * Runtimes that are switched off: whoever asks for their format hears that there is none, and brings a ServingRuntime of
 * the team's own.
 */
const runtimesOff = [
  // Nobody looks after it any more, and MLflow's models were its alone.
  "mlserver",
  // Archived.
  "torchserve",
  // Of 2021.
  "tensorflow",
  // Of 2023.
  "tritonserver",
  // The chart has it at `latest`.
  "vllmserver",
  // Of no use to this platform's teams so far: each is an image to keep free of known holes.
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
        // On wherever `huggingfaceserver` is, and of its image.
        huggingfaceserver_multinode: { securityContext: restricted },
      },
    },
  };
}
