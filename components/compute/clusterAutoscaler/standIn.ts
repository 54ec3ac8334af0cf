import type { StandIn } from "../../../core/charts/standIn";

/** Name of the objects: the chart combines the names of the release and the cloud provider. */
const fullName = "{{ .Release.Name }}-{{ .Values.cloudProvider }}-cluster-autoscaler";

const clusterAutoscaler: StandIn = {
  source: "github.com/kubernetes/autoscaler cluster-autoscaler-chart-9.59.0, cluster-autoscaler/charts",
  values: {
    cloudProvider: "aws",
    replicaCount: 1,
    image: { repository: "registry.k8s.io/autoscaling/cluster-autoscaler", tag: "v1.35.0" },
    rbac: { create: true, serviceAccount: { create: true, name: "" } },
    service: { servicePort: 8085, portName: "http" },
    podDisruptionBudget: { maxUnavailable: 1 },
    priorityClassName: "system-cluster-critical",
    resources: {},
    nodeSelector: {},
    affinity: {},
    tolerations: [],
    topologySpreadConstraints: [],
    securityContext: {},
  },
  workloads: [
    {
      kind: "Deployment",
      name: fullName,
      selector: {
        "app.kubernetes.io/name": "{{ .Values.cloudProvider }}-cluster-autoscaler",
        "app.kubernetes.io/instance": "{{ .Release.Name }}",
      },
      replicas: "replicaCount",
      container: "aws-cluster-autoscaler",
      image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}",
      ports: [{ port: "8085" }],
      resources: "resources",
      priorityClassName: "{{ .Values.priorityClassName }}",
      placement: {
        nodeSelector: "nodeSelector",
        tolerations: "tolerations",
        affinity: "affinity",
        topologySpreadConstraints: "topologySpreadConstraints",
      },
      podSecurityContext: "securityContext",
      serviceAccount: {
        name: `{{ default (printf "%s-%s-cluster-autoscaler" .Release.Name .Values.cloudProvider) .Values.rbac.serviceAccount.name }}`,
        create: ["rbac.create", "rbac.serviceAccount.create"],
      },
      service: {
        name: fullName,
        ports: [{ name: "{{ .Values.service.portName }}", port: "{{ .Values.service.servicePort }}", target: "8085" }],
      },
      disruptionBudget: { name: fullName, maxUnavailable: "podDisruptionBudget.maxUnavailable" },
    },
  ],
};

export const standIns = { "cluster-autoscaler": clusterAutoscaler } as const;
