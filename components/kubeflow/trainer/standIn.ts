import type { StandIn } from "../../../core/charts/standIn";

const placement = { nodeSelector: {}, affinity: {}, tolerations: [] };

const managerName = "{{ .Release.Name }}-controller-manager";
const jobSetName = "{{ .Values.jobset.fullnameOverride }}-controller";

const kubeflowTrainer: StandIn = {
  source: "github.com/kubeflow/trainer v2.3.0, charts/kubeflow-trainer; kubernetes-sigs/jobset v0.12.0, charts/jobset",
  validatedKinds: [
    "jobset.x-k8s.io/JobSet",
    "trainer.kubeflow.org/ClusterTrainingRuntime",
    "trainer.kubeflow.org/TrainJob",
    "trainer.kubeflow.org/TrainingRuntime",
  ],
  values: {
    image: { registry: "ghcr.io", repository: "kubeflow/trainer/trainer-controller-manager" },
    manager: {
      ...placement,
      replicas: 1,
      resources: {},
    },
    jobset: {
      install: true,
      fullnameOverride: "jobset",
      image: { repository: "registry.k8s.io/jobset/jobset" },
      controller: {
        ...placement,
        replicas: 1,
        resources: { requests: { cpu: "500m", memory: "128Mi" }, limits: { cpu: 2, memory: "4Gi" } },
        podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
        podDisruptionBudget: { enabled: false, maxUnavailable: 1 },
      },
    },
  },
  workloads: [
    {
      kind: "Deployment",
      name: managerName,
      selector: {
        "app.kubernetes.io/name": "kubeflow-trainer",
        "app.kubernetes.io/instance": "{{ .Release.Name }}",
        "app.kubernetes.io/part-of": "kubeflow",
        "app.kubernetes.io/component": "manager",
      },
      replicas: "manager.replicas",
      container: "manager",
      image: "{{ .Values.image.registry }}/{{ .Values.image.repository }}:v{{ .Chart.Version }}",
      ports: [
        { name: "health", port: "8081" },
        { name: "metrics", port: "8443" },
        { name: "webhook", port: "9443" },
        { name: "status-server", port: "10443" },
      ],
      resources: "manager.resources",
      priorityClassName: "",
      placement: {
        nodeSelector: "manager.nodeSelector",
        tolerations: "manager.tolerations",
        affinity: "manager.affinity",
      },
      // The chart's default value.
      securityContext: {
        allowPrivilegeEscalation: false,
        runAsNonRoot: true,
        capabilities: { drop: ["ALL"] },
        seccompProfile: { type: "RuntimeDefault" },
      },
      serviceAccount: { name: managerName, create: [] },
      service: {
        name: managerName,
        ports: [
          { name: "monitoring-port", port: "8443", target: "metrics" },
          { name: "webhook-server", port: "443", target: "webhook" },
          { name: "status-server", port: "10443", target: "status-server" },
        ],
      },
    },
    {
      kind: "Deployment",
      name: jobSetName,
      enabled: "jobset.install",
      selector: {
        "app.kubernetes.io/name": "jobset",
        "app.kubernetes.io/instance": "{{ .Release.Name }}",
        "app.kubernetes.io/component": "controller",
      },
      replicas: "jobset.controller.replicas",
      container: "controller",
      image: "{{ .Values.jobset.image.repository }}:v0.12.0",
      ports: [
        { name: "health-probe", port: "8081" },
        { name: "webhook", port: "9443" },
        { name: "metrics", port: "8443" },
      ],
      resources: "jobset.controller.resources",
      priorityClassName: "",
      placement: {
        nodeSelector: "jobset.controller.nodeSelector",
        tolerations: "jobset.controller.tolerations",
        affinity: "jobset.controller.affinity",
      },
      podSecurityContext: "jobset.controller.podSecurityContext",
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
      serviceAccount: { name: jobSetName, create: [] },
      service: {
        name: "{{ .Values.jobset.fullnameOverride }}-metrics-service",
        ports: [{ name: "https", port: "8443", target: "8443" }],
      },
    },
  ],
  definitions: { folder: "kubeflow-trainer" },
};

export const standIns = { "kubeflow-trainer": kubeflowTrainer } as const;
