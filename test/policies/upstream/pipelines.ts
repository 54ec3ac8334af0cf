import type { JsonObject } from "../../../core/json/json";
import { registry } from "../../../policies/specimens/baseStack";
import { type ControllerConfiguration, workflowPod } from "./argoWorkflows";
import { laterImages } from "./context";
import type { UpstreamManifest } from "./upstreamObject";

/**
 * Pods of Kubeflow Pipelines: its API server compiles a workflow, a driver of each task writes the rest of its pod, and
 * Argo's controller makes them. Source: https://github.com/kubeflow/pipelines, tag 2.17.0, `backend/src/v2`.
 */

/**
 * The controller that Pipelines brings: the security context of `executor` is UPSTREAM's own
 * (`manifests/kustomize/third-party/argo/base/workflow-controller-configmap-patch.yaml`), resources and annotations are
 * OURS.
 */
export const pipelinesController: ControllerConfiguration = {
  executorImage: laterImages.pipelinesArgoexec,
  executor: {
    // Without them, each container gets the default of the namespace, 1 GiB.
    resources: { requests: { cpu: "50m", memory: "256Mi" }, limits: { memory: "256Mi" } },
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 65532,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
    },
  },
  workflowDefaults: {
    podMetadata: {
      annotations: {
        "karpenter.sh/do-not-disrupt": "true",
        "mlops.platform/kubernetes-api": "tells the controller how the step ended",
      },
    },
  },
};

/** `defaultSecurityContext…` of the ConfigMap `pipeline-install-config`, which the API server and drivers read. */
export interface TaskDefaults {
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly runAsNonRoot?: boolean;
}

/**
 * Our setting. Without it, a task runs as the user of its image: `applySecurityContextToExecutorTemplate` does not set
 * one.
 */
export const taskDefaults: TaskDefaults = { runAsUser: 1000, runAsGroup: 1000, runAsNonRoot: true };

/** `argocompiler/security_context.go`, `defaultUserContainerSecurityContext`. */
const userContainer: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};

/** `defaultContainerSecurityContext`: of its own images. */
const systemContainer: JsonObject = { ...userContainer, runAsNonRoot: true };

const seccomp: JsonObject = { seccompProfile: { type: "RuntimeDefault" } };

/** `argocompiler/argo.go`, `Compile`: of every pod; the account is `default-editor` in a namespace of a Profile. */
const common = {
  workflow: "churn-x7k2p",
  serviceAccountName: "default-editor",
  labels: { "pipelines.kubeflow.org/v2_component": "true" },
};

const annotation = { "pipelines.kubeflow.org/v2_component": "true" };

/** `argocompiler/common.go`, `commonEnvs`. */
const podVariables: JsonObject[] = [
  { name: "KFP_POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
  { name: "KFP_POD_UID", valueFrom: { fieldRef: { fieldPath: "metadata.uid" } } },
];

/** `argo.go`, `driverResources`. */
const driverResources: JsonObject = {
  limits: { memory: "512Mi", cpu: "500m" },
  requests: { memory: "64Mi", cpu: "100m" },
};

/**
 * The driver, which prepares the inputs of a task and decides whether it runs. `container.go`,
 * `addContainerDriverTemplate`.
 */
export function driverPod(controller: ControllerConfiguration): UpstreamManifest {
  return workflowPod(
    {
      ...common,
      template: "system-container-driver",
      annotations: { ...annotation, "pipelines.kubeflow.org/runtime-role": "driver" },
      // `applyPodSecurityDefaults`.
      securityContext: { ...seccomp, runAsNonRoot: true },
      main: {
        image: laterImages.driver,
        command: ["driver"],
        args: ["--type", "CONTAINER", "--pipeline_name", "churn", "--run_id", "0"],
        env: podVariables,
        resources: driverResources,
        securityContext: systemContainer,
      },
    },
    controller,
  );
}

/** Imports an artifact. `importer.go`, `addImporterTemplate`. */
export function importerPod(controller: ControllerConfiguration): UpstreamManifest {
  return workflowPod(
    {
      ...common,
      template: "system-importer",
      annotations: { ...annotation, "pipelines.kubeflow.org/runtime-role": "launcher" },
      securityContext: { ...seccomp, runAsNonRoot: true },
      main: {
        image: laterImages.launcher,
        command: ["launcher-v2"],
        args: ["--executor_type", "importer"],
        env: podVariables,
        envFrom: metadataVariables,
        resources: driverResources,
        securityContext: systemContainer,
      },
    },
    controller,
  );
}

/**
 * A task: the team's image, below the launcher that an init container has copied. `container.go`,
 * `addContainerExecutorTemplate`; image, command and resources are the driver's patch (`driver/driver.go`,
 * `initPodSpecPatch`), user and group too (`driver/k8s.go`, `extendPodSpecPatch`).
 */
export function taskPod(controller: ControllerConfiguration, defaults: TaskDefaults): UpstreamManifest {
  const scratch = ["gcs", "s3", "minio"].map((store) => ({ name: `${store}-scratch`, mountPath: `/${store}` }));
  const hidden = ["local", "cache", "config"].map((one) => ({ name: `dot-${one}-scratch`, mountPath: `/.${one}` }));
  const launcher = { name: "kfp-launcher", mountPath: "/kfp-launcher" };
  return workflowPod(
    {
      ...common,
      template: "system-container-impl",
      annotations: { ...annotation, "pipelines.kubeflow.org/runtime-role": "launcher" },
      // `applyPodSeccompProfileOnly`: in place of the workflow's, which says `runAsNonRoot`.
      securityContext: seccomp,
      initContainers: [
        {
          name: "kfp-launcher",
          image: laterImages.launcher,
          command: ["launcher-v2"],
          args: ["--copy", "/kfp-launcher/launch"],
          volumeMounts: [launcher],
          // `launcherResources`: Kubernetes takes the limit for the request that is not there.
          resources: { limits: { memory: "256Mi", cpu: "500m" }, requests: { cpu: "100m" } },
          securityContext: systemContainer,
        },
      ],
      volumes: [launcher, ...scratch, ...hidden].map(({ name }) => ({ name, emptyDir: {} })),
      main: {
        image: `${registry}churn:2.0.1`,
        command: ["/kfp-launcher/launch", "--pipeline_name", "churn", "--run_id", "0", "--"],
        args: ["python3", "-m", "kfp.dsl.executor_main"],
        env: podVariables,
        envFrom: metadataVariables,
        resources: { limits: { memory: "4G", cpu: "2" }, requests: { memory: "4G", cpu: "2" } },
        securityContext: { ...userContainer, ...defaults },
        volumeMounts: [launcher, ...scratch, ...hidden],
      },
    },
    controller,
  );
}

/** `common.go`, `metadataEnvFrom`. */
const metadataVariables: JsonObject[] = [{ configMapRef: { name: "metadata-grpc-configmap", optional: true } }];
