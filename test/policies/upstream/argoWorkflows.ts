import type { JsonObject } from "../../../core/json/json";
import { registry } from "../../../policies/specimens/baseStack";
import { type Fields, merged } from "../../../policies/specimens/mergeFields";
import { laterImages } from "./context";
import { type UpstreamManifest, upstreamPod } from "./upstreamObject";

/**
 * Pods that the controller of Argo Workflows creates. Source: https://github.com/argoproj/argo-workflows, tag v4.0.6,
 * `workflow/controller`. v4.0.5, which Kubeflow Pipelines uses, behaves the same.
 */

/** Fields of the ConfigMap `workflow-controller-configmap` that affect pods (`config/config.go`, Config). */
export interface ControllerConfiguration {
  readonly executorImage: string;
  readonly executor?: JsonObject;
  readonly mainContainer?: JsonObject;
  readonly workflowDefaults?: {
    readonly securityContext?: JsonObject;
    readonly podMetadata?: { readonly annotations: JsonObject };
  };
  readonly instanceID?: string;
}

/** Our configuration, which the installation sets: `docs/upstream-pods.md`. */
export const argoConfiguration: ControllerConfiguration = {
  executorImage: laterImages.argoexec,
  instanceID: "platform",
  executor: {
    resources: { requests: { cpu: "50m", memory: "256Mi" }, limits: { memory: "256Mi" } },
    // The image sets no user, so it would run as root. Upstream uses 8737 for its agents.
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 8737,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
    },
  },
  mainContainer: { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } } },
  workflowDefaults: {
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      seccompProfile: { type: "RuntimeDefault" },
    },
    podMetadata: {
      annotations: {
        "karpenter.sh/do-not-disrupt": "true",
        "mlops.platform/kubernetes-api": "tells the controller how the step ended",
      },
    },
  },
};

/** A template of a workflow, with its settings. */
export interface Step {
  readonly workflow: string;
  readonly template: string;
  readonly serviceAccountName: string;
  /** Fields of the container `main`. */
  readonly main: JsonObject;
  /** Security context of the template, which overrides that of the workflow. */
  readonly securityContext?: JsonObject;
  readonly initContainers?: readonly JsonObject[];
  readonly volumes?: readonly JsonObject[];
  readonly annotations?: JsonObject;
  readonly labels?: JsonObject;
  /** Scheduling fields: `addSchedulingConstraints`. */
  readonly placement?: JsonObject;
  /** Whether the pod has a container `wait`: `createWorkflowPod` omits it for resource and data templates. */
  readonly waits?: boolean;
}

/**
 * Any step's pod. `workflowpod.go`: `createWorkflowPod` puts together containers `init`, `wait` and `main` and two
 * `emptyDir`; `newExecContainer` gives the first two image, resources and security context of `executor`;
 * `mainContainer` lies under the template's container (`createWorkflowPod`, StrategicMergePatch);
 * `addSchedulingConstraints` takes the template's security context of the pod or, if it is not set, the workflow's, to
 * which `workflowDefaults` belongs (`operator.go`, `setExecWorkflow`); `addMetadata` copies `podMetadata`.
 */
export function workflowPod(step: Step, configuration: ControllerConfiguration): UpstreamManifest {
  const { workflow, template, main, initContainers = [], volumes = [], waits = true } = step;
  const { executorImage, mainContainer = {}, workflowDefaults = {}, instanceID } = configuration;
  const name = `${workflow}-${template}-1093276553`;
  const varRunArgo = { name: "var-run-argo", mountPath: "/var/run/argo" };
  const standard = [
    { name: "ARGO_NODE_ID", value: name },
    { name: "ARGO_INCLUDE_SCRIPT_OUTPUT", value: "false" },
    { name: "ARGO_DEADLINE", value: "0001-01-01T00:00:00Z" },
    { name: "ARGO_PROGRESS_FILE", value: "/var/run/argo/progress" },
    { name: "ARGO_PROGRESS_PATCH_TICK_DURATION", value: "1m0s" },
    { name: "ARGO_PROGRESS_FILE_TICK_DURATION", value: "3s" },
  ];
  const executed = (role: string) => executorContainer(role, ["argoexec", role], configuration, workflow);
  const ofInit = (container: JsonObject, own: readonly JsonObject[string][]) => ({
    ...container,
    env: [...own, { name: "ARGO_CONTAINER_NAME", value: container.name ?? "" }, argoTemplate(template), ...standard],
    volumeMounts: [...listIn(container.volumeMounts), varRunArgo],
  });
  const mainWithDefaults = merged(mainContainer, asFields(main));
  const containers = [...(waits ? [executed("wait")] : []), { name: "main", ...mainWithDefaults }].map(
    (container, index): JsonObject => ({
      ...container,
      ...(container.name === "main" && { command: emissary(mainWithDefaults.command) }),
      env: [...listIn(container.env), { name: "ARGO_CONTAINER_NAME", value: container.name ?? "" }, ...standard],
      volumeMounts: [
        ...listIn(container.volumeMounts),
        ...(container.image === executorImage
          ? [{ name: "tmp-dir-argo", mountPath: "/tmp", subPath: String(index) }]
          : []),
        varRunArgo,
      ],
    }),
  );
  const securityContext = step.securityContext ?? workflowDefaults.securityContext;
  const init = executed("init");
  return upstreamPod(
    {
      name,
      labels: {
        "workflows.argoproj.io/workflow": workflow,
        "workflows.argoproj.io/completed": "false",
        ...(instanceID !== undefined && { "workflows.argoproj.io/controller-instanceid": instanceID }),
        ...step.labels,
      },
      annotations: {
        "workflows.argoproj.io/node-name": workflow,
        "workflows.argoproj.io/node-id": name,
        "kubectl.kubernetes.io/default-container": "main",
        ...workflowDefaults.podMetadata?.annotations,
        ...step.annotations,
      },
      owner: workflowOwner(workflow),
    },
    {
      restartPolicy: "Never",
      serviceAccountName: step.serviceAccountName,
      ...(securityContext && { securityContext }),
      initContainers: [
        ofInit(init, listIn(init.env)),
        ...initContainers.map((container) => ofInit(container, listIn(container.env))),
      ],
      containers,
      volumes: [{ name: "var-run-argo", emptyDir: {} }, { name: "tmp-dir-argo", emptyDir: {} }, ...volumes],
      ...step.placement,
    },
  );
}

/**
 * `newExecContainer`, `createEnvVars`. Without credentials of the artifact repository: those are the pod's own role.
 */
function executorContainer(
  name: string,
  command: readonly string[],
  { executorImage, executor = {}, instanceID }: ControllerConfiguration,
  workflow: string,
): JsonObject {
  return {
    name,
    image: executorImage,
    imagePullPolicy: "IfNotPresent",
    command: [...command, "--loglevel", "info", "--log-format", "text", "--gloglevel", "0"],
    env: [
      { name: "ARGO_POD_NAME", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "metadata.name" } } },
      { name: "ARGO_POD_UID", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "metadata.uid" } } },
      { name: "ARGO_WORKFLOW_NAME", value: workflow },
      { name: "ARGO_WORKFLOW_UID", value: "0" },
      ...(instanceID === undefined ? [] : [{ name: "ARGO_INSTANCE_ID", value: instanceID }]),
    ],
    ...executor,
  };
}

/** `createWorkflowPod`: every command runs below the executor. */
function emissary(command: JsonObject[string] | undefined): JsonObject[string] {
  const executor = ["/var/run/argo/argoexec", "emissary", "--loglevel", "info", "--log-format", "text"];
  return [...executor, "--gloglevel", "0", "--", ...(Array.isArray(command) ? command : [])];
}

/** The step as JSON. It may contain names of variables, which are not expanded. */
function argoTemplate(name: string): JsonObject {
  const template = { name, inputs: {}, outputs: {}, container: { env: [{ name: "PASSWORD", value: "in a text" }] } };
  return { name: "ARGO_TEMPLATE", value: JSON.stringify(template) };
}

/** A step that runs a team's program. */
export function containerStep(configuration: ControllerConfiguration): UpstreamManifest {
  return workflowPod(
    {
      workflow: "nightly",
      template: "train",
      serviceAccountName: "workflow",
      main: {
        image: `${registry}trainer:1.4.0`,
        command: ["python", "train.py"],
        resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { memory: "1Gi" } },
      },
    },
    configuration,
  );
}

/** A step with a GPU, whose template selects the node. */
export function gpuStep(configuration: ControllerConfiguration): UpstreamManifest {
  return workflowPod(
    {
      workflow: "nightly",
      template: "finetune",
      serviceAccountName: "workflow",
      main: {
        image: `${registry}trainer:1.4.0`,
        command: ["python", "finetune.py"],
        resources: {
          requests: { cpu: "2", memory: "8Gi", "nvidia.com/gpu": "1" },
          limits: { memory: "8Gi", "nvidia.com/gpu": "1" },
        },
      },
      placement: {
        nodeSelector: { "mlops.platform/pool": "gpu-l4" },
        tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
      },
    },
    configuration,
  );
}

/** A `resource` template, which creates an object such as a TrainJob. `operator.go`, `executeResource`. */
export function resourceStep(configuration: ControllerConfiguration): UpstreamManifest {
  const main = executorContainer("main", ["argoexec", "resource", "create"], configuration, "nightly");
  return workflowPod(
    { workflow: "nightly", template: "submit", serviceAccountName: "workflow", main, waits: false },
    configuration,
  );
}

/** Runs HTTP and plugin templates. `agent.go`, `createAgentPod`: it sets the security context itself. */
export function agentPod({ executorImage, instanceID = "" }: ControllerConfiguration): UpstreamManifest {
  const token = { name: "exec-sa-token", mountPath: "/var/run/secrets/kubernetes.io/serviceaccount", readOnly: true };
  const container = (name: string): JsonObject => ({
    name,
    image: executorImage,
    imagePullPolicy: "IfNotPresent",
    command: ["argoexec"],
    args: ["agent", name, "--loglevel", "info", "--log-format", "text", "--gloglevel", "0"],
    env: [
      { name: "ARGO_WORKFLOW_NAME", value: "nightly" },
      { name: "ARGO_WORKFLOW_UID", value: "0" },
      { name: "ARGO_AGENT_PATCH_RATE", value: "10s" },
      { name: "ARGO_PLUGIN_ADDRESSES", value: "[]" },
      { name: "ARGO_PLUGIN_NAMES", value: "[]" },
    ],
    securityContext: minimalContainer,
    resources: { requests: { cpu: "10m", memory: "64M" }, limits: { cpu: "100m", memory: "256M" } },
    volumeMounts: [{ name: "var-run-argo", mountPath: "/var/run/argo" }, token],
  });
  return upstreamPod(
    {
      name: "nightly-1340600742-agent",
      labels: {
        "workflows.argoproj.io/workflow": "nightly",
        "workflows.argoproj.io/completed": "false",
        "workflows.argoproj.io/component": "agent",
        "workflows.argoproj.io/controller-instanceid": instanceID,
      },
      annotations: { "kubectl.kubernetes.io/default-container": "main" },
      owner: workflowOwner("nightly"),
    },
    {
      restartPolicy: "OnFailure",
      securityContext: minimalPod,
      serviceAccountName: "workflow",
      automountServiceAccountToken: false,
      initContainers: [container("init")],
      containers: [container("main")],
      volumes: [
        { name: "var-run-argo", emptyDir: {} },
        { name: "exec-sa-token", secret: { secretName: "workflow.service-account-token" } },
      ],
    },
  );
}

/**
 * Deletes the artifacts of a deleted workflow. `artifact_gc.go`, `createArtifactGCPod`: it sets the security context
 * itself.
 */
export function artifactGcPod({ executorImage }: ControllerConfiguration): UpstreamManifest {
  return upstreamPod(
    {
      name: "nightly-artgc-wfdel-2166136261",
      labels: {
        "workflows.argoproj.io/workflow": "nightly",
        "workflows.argoproj.io/component": "artifact-gc",
        "workflows.argoproj.io/completed": "false",
      },
      annotations: { "workflows.argoproj.io/artifact-gc-strategy": "OnWorkflowDeletion" },
      owner: { apiVersion: "argoproj.io/v1alpha1", kind: "WorkflowArtifactGCTask", name: "nightly-artgc-wfdel-0" },
    },
    {
      restartPolicy: "Never",
      serviceAccountName: "workflow",
      securityContext: minimalPod,
      containers: [
        {
          name: "main",
          image: executorImage,
          imagePullPolicy: "IfNotPresent",
          args: ["artifact", "delete", "--loglevel", "info", "--log-format", "text", "--gloglevel", "0"],
          env: [
            { name: "ARGO_POD_NAME", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "metadata.name" } } },
            { name: "ARGO_TEMPLATE", value: "{}" },
            { name: "ARGO_ARTIFACT_POD_NAME", value: "2166136261" },
          ],
          securityContext: minimalContainer,
          resources: { limits: { cpu: "100m", memory: "64Mi" }, requests: { cpu: "50m", memory: "32Mi" } },
        },
      ],
    },
  );
}

/** `workflow/common/security_context.go`, `MinimalCtrSC`. */
const minimalContainer: JsonObject = {
  capabilities: { drop: ["ALL"] },
  privileged: false,
  runAsNonRoot: true,
  runAsUser: 8737,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  seccompProfile: { type: "RuntimeDefault" },
};

/** `MinimalPodSC`. */
const minimalPod: JsonObject = {
  runAsNonRoot: true,
  runAsUser: 8737,
  seccompProfile: { type: "RuntimeDefault" },
};

function workflowOwner(name: string) {
  return { apiVersion: "argoproj.io/v1alpha1", kind: "Workflow", name };
}

function listIn(value: JsonObject[string] | undefined): JsonObject[string][] {
  return Array.isArray(value) ? value : [];
}

function asFields(object: JsonObject): Fields {
  return object;
}
