import type { CustomKind } from "../customKind";
import type { StandIn } from "../standIn";

function kind(version: "v1alpha1" | "v1beta1", name: string, namespaced = true): CustomKind {
  return { group: "serving.kserve.io", version, kind: name, plural: `${name.toLowerCase()}s`, namespaced };
}

const kinds: readonly CustomKind[] = [
  kind("v1alpha1", "ClusterServingRuntime", false),
  kind("v1alpha1", "ClusterStorageContainer", false),
  kind("v1alpha1", "InferenceGraph"),
  kind("v1beta1", "InferenceService"),
  kind("v1alpha1", "ServingRuntime"),
  kind("v1alpha1", "TrainedModel"),
];

export const kserveCrd: StandIn = {
  source: "github.com/kserve/kserve v0.20.0, charts/kserve-crd",
  values: {},
  workloads: [],
  definitions: { folder: "kserve", place: "templates", kinds },
};

export const kserveResources: StandIn = {
  source: "github.com/kserve/kserve v0.20.0, charts/kserve-resources",
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

/** Upstream's objects are runtimes alone, of a kind that another chart brings. */
export const kserveRuntimeConfigs: StandIn = {
  source: "github.com/kserve/kserve v0.20.0, charts/kserve-runtime-configs",
  values: { kserve: { servingruntime: { enabled: false } } },
  workloads: [],
};
