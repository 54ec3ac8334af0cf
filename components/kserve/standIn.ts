import type { StandIn } from "../../core/charts/standIn";

const kserveCrd: StandIn = {
  source: "github.com/kserve/kserve v0.20.0, charts/kserve-crd",
  values: {},
  workloads: [],
  definitions: { folder: "kserve" },
};

const kserveResources: StandIn = {
  source: "github.com/kserve/kserve v0.20.0, charts/kserve-resources",
  validatedKinds: [
    "serving.kserve.io/ClusterServingRuntime",
    "serving.kserve.io/InferenceGraph",
    "serving.kserve.io/InferenceService",
    "serving.kserve.io/ServingRuntime",
    "serving.kserve.io/TrainedModel",
  ],
  createdKinds: ["cert-manager.io/Certificate", "cert-manager.io/Issuer", "serving.kserve.io/ClusterStorageContainer"],
  values: {
    kserve: {
      version: "v0.20.0",
      controller: {
        image: "kserve/kserve-controller",
        resources: { requests: { cpu: "100m", memory: "300Mi" }, limits: { cpu: "100m", memory: "300Mi" } },
        securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
        nodeSelector: {},
        tolerations: [],
        affinity: {},
        topologySpreadConstraints: [],
      },
    },
  },
  workloads: [
    {
      kind: "Deployment",
      name: "kserve-controller-manager",
      selector: { "control-plane": "kserve-controller-manager", "controller-tools.k8s.io": "1.0" },
      container: "manager",
      image: "{{ .Values.kserve.controller.image }}:{{ .Values.kserve.version }}",
      ports: [
        { name: "webhook-server", port: "9443" },
        { name: "metrics", port: "8080" },
      ],
      resources: "kserve.controller.resources",
      priorityClassName: "",
      placement: {
        nodeSelector: "kserve.controller.nodeSelector",
        tolerations: "kserve.controller.tolerations",
        affinity: "kserve.controller.affinity",
        topologySpreadConstraints: "kserve.controller.topologySpreadConstraints",
      },
      podSecurityContext: "kserve.controller.securityContext",
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        capabilities: { drop: ["ALL"] },
      },
      serviceAccount: { name: "kserve-controller-manager", create: [] },
      service: {
        name: "kserve-webhook-server-service",
        ports: [{ name: "webhook-server", port: "443", target: "webhook-server" }],
      },
    },
  ],
};

/** All objects of the chart are runtimes, whose CRD another chart installs. */
const kserveRuntimeConfigs: StandIn = {
  source: "github.com/kserve/kserve v0.20.0, charts/kserve-runtime-configs",
  createdKinds: ["serving.kserve.io/ClusterServingRuntime"],
  values: { kserve: { servingruntime: { enabled: false } } },
  workloads: [],
};

export const standIns = {
  "kserve-crd": kserveCrd,
  "kserve-resources": kserveResources,
  "kserve-runtime-configs": kserveRuntimeConfigs,
} as const;
