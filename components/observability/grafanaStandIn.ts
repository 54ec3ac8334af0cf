import type { StandIn } from "../../core/charts/standIn";

/** Name of the objects if the release is named after the chart. */
const release = "{{ .Release.Name }}";

/** The chart's StatefulSet with `persistence.type: statefulset`, without the sidecars and the volume. */
export const grafana: StandIn = {
  source: "github.com/grafana-community/helm-charts grafana-12.11.1",
  createdKinds: ["monitoring.coreos.com/ServiceMonitor"],
  values: {
    image: { registry: "docker.io", repository: "grafana/grafana", tag: "13.2.0" },
    replicas: 1,
    serviceAccount: { create: true },
    service: { port: 80, targetPort: 3000 },
    resources: {},
    nodeSelector: {},
    tolerations: [],
    affinity: {},
    topologySpreadConstraints: [],
    securityContext: { runAsNonRoot: true, runAsUser: 472, runAsGroup: 472, fsGroup: 472 },
  },
  workloads: [
    {
      kind: "StatefulSet",
      name: release,
      selector: { "app.kubernetes.io/name": "grafana", "app.kubernetes.io/instance": release },
      replicas: "replicas",
      container: "grafana",
      image: "{{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}",
      ports: [{ name: "grafana", port: "{{ .Values.service.targetPort }}" }],
      resources: "resources",
      priorityClassName: "",
      placement: {
        nodeSelector: "nodeSelector",
        tolerations: "tolerations",
        affinity: "affinity",
        topologySpreadConstraints: "topologySpreadConstraints",
      },
      podSecurityContext: "securityContext",
      securityContext: {
        allowPrivilegeEscalation: false,
        privileged: false,
        capabilities: { drop: ["ALL"] },
        seccompProfile: { type: "RuntimeDefault" },
      },
      serviceAccount: { name: release, create: ["serviceAccount.create"] },
      service: {
        name: release,
        ports: [{ name: "service", port: "{{ .Values.service.port }}", target: "grafana" }],
      },
    },
  ],
};
