import type { StandIn } from "../../core/charts/standIn";

/** Name of the objects if the release is named after the chart. */
const name = "{{ .Release.Name }}-recommender";

const verticalPodAutoscaler: StandIn = {
  source:
    "github.com/kubernetes/autoscaler vertical-pod-autoscaler-chart-0.11.0, vertical-pod-autoscaler/charts/vertical-pod-autoscaler",
  values: {
    podSecurityContext: { runAsNonRoot: true, runAsUser: 65534 },
    recommender: {
      image: { repository: "registry.k8s.io/autoscaling/vpa-recommender", tag: "1.7.1" },
      replicas: 2,
      resources: {},
      nodeSelector: {},
      affinity: {},
      tolerations: [],
      priorityClassName: "",
      serviceAccount: { create: true },
    },
  },
  workloads: [
    {
      kind: "Deployment",
      name,
      selector: {
        "app.kubernetes.io/name": "vertical-pod-autoscaler",
        "app.kubernetes.io/instance": "{{ .Release.Name }}",
        "app.kubernetes.io/component": "recommender",
      },
      replicas: "recommender.replicas",
      container: "recommender",
      image: "{{ .Values.recommender.image.repository }}:{{ .Values.recommender.image.tag }}",
      ports: [{ name: "prometheus", port: "8942" }],
      resources: "recommender.resources",
      priorityClassName: "{{ .Values.recommender.priorityClassName }}",
      placement: {
        nodeSelector: "recommender.nodeSelector",
        tolerations: "recommender.tolerations",
        affinity: "recommender.affinity",
      },
      podSecurityContext: "podSecurityContext",
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
      serviceAccount: { name, create: ["recommender.serviceAccount.create"] },
    },
  ],
  definitions: { folder: "vpa" },
};

export const standIns = { "vertical-pod-autoscaler": verticalPodAutoscaler } as const;
