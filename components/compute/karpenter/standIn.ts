import type { StandIn } from "../../../core/charts/standIn";

const source = "github.com/aws/karpenter-provider-aws v1.14.1";

const karpenterCrd: StandIn = {
  source: `${source}, charts/karpenter-crd`,
  values: { additionalAnnotations: {} },
  workloads: [],
  definitions: { folder: "karpenter" },
};

/** Name of the objects: upstream uses the release's name if that contains the chart's name. */
const release = "{{ .Release.Name }}";

const karpenter: StandIn = {
  source: `${source}, charts/karpenter`,
  values: {
    serviceAccount: { create: true, name: "" },
    replicas: 2,
    strategy: { rollingUpdate: { maxUnavailable: 1 } },
    podDisruptionBudget: { name: "karpenter", maxUnavailable: 1 },
    podSecurityContext: { fsGroup: 65532, seccompProfile: { type: "RuntimeDefault" } },
    priorityClassName: "system-cluster-critical",
    nodeSelector: { "kubernetes.io/os": "linux" },
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: "karpenter.sh/nodepool", operator: "DoesNotExist" }] }],
        },
      },
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: "kubernetes.io/hostname" }],
      },
    },
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "DoNotSchedule" },
    ],
    tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
    controller: {
      containerName: "controller",
      image: { repository: "public.ecr.aws/karpenter/controller", tag: "1.14.1", digest: "" },
      resources: {},
      metrics: { port: 8080 },
      healthProbe: { port: 8081 },
    },
    settings: { clusterName: "" },
  },
  workloads: [
    {
      kind: "Deployment",
      name: release,
      selector: { "app.kubernetes.io/name": "karpenter", "app.kubernetes.io/instance": release },
      strategy: "strategy",
      replicas: "replicas",
      container: "controller",
      image:
        "{{ .Values.controller.image.repository }}:{{ .Values.controller.image.tag }}" +
        "{{ with .Values.controller.image.digest }}@{{ . }}{{ end }}",
      ports: [
        { name: "http-metrics", port: "{{ .Values.controller.metrics.port }}" },
        { name: "http", port: "{{ .Values.controller.healthProbe.port }}" },
      ],
      resources: "controller.resources",
      priorityClassName: "{{ .Values.priorityClassName }}",
      placement: {
        nodeSelector: "nodeSelector",
        tolerations: "tolerations",
        affinity: "affinity",
        topologySpreadConstraints: "topologySpreadConstraints",
        completesSelectors: true,
      },
      podSecurityContext: "podSecurityContext",
      securityContext: {
        privileged: false,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        runAsUser: 65532,
        runAsGroup: 65532,
        capabilities: { drop: ["ALL"] },
      },
      serviceAccount: {
        name: "{{ default .Release.Name .Values.serviceAccount.name }}",
        create: ["serviceAccount.create"],
      },
      service: {
        name: release,
        ports: [{ name: "http-metrics", port: "{{ .Values.controller.metrics.port }}", target: "http-metrics" }],
      },
      disruptionBudget: {
        name: "{{ .Values.podDisruptionBudget.name }}",
        maxUnavailable: "podDisruptionBudget.maxUnavailable",
      },
    },
  ],
  definitions: { folder: "karpenter" },
};

export const standIns = { "karpenter-crd": karpenterCrd, karpenter } as const;
