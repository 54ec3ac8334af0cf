import type { StandIn } from "../../../core/charts/standIn";

/** Name of the objects if the release is named after the chart. */
const release = "{{ .Release.Name }}";

const dcgmExporter: StandIn = {
  source: "github.com/NVIDIA/dcgm-exporter 4.5.3-4.8.2, deployment, chart 4.8.2",
  createdKinds: ["monitoring.coreos.com/ServiceMonitor"],
  values: {
    image: { repository: "nvcr.io/nvidia/k8s/dcgm-exporter", tag: "4.5.3-4.8.2-distroless" },
    priorityClassName: "system-node-critical",
    serviceAccount: { create: true },
    podSecurityContext: {},
    securityContext: {
      runAsNonRoot: false,
      runAsUser: 0,
      capabilities: { add: ["SYS_ADMIN"], drop: ["ALL"] },
      allowPrivilegeEscalation: false,
    },
    service: { port: 9400 },
    resources: { limits: { cpu: "200m", memory: "512Mi" }, requests: { cpu: "100m", memory: "128Mi" } },
    nodeSelector: {},
    tolerations: [{ key: "node-role.kubernetes.io/control-plane", operator: "Exists", effect: "NoSchedule" }],
    affinity: {},
  },
  workloads: [
    {
      kind: "DaemonSet",
      name: release,
      selector: {
        "app.kubernetes.io/name": "dcgm-exporter",
        "app.kubernetes.io/instance": release,
        "app.kubernetes.io/component": "dcgm-exporter",
      },
      container: "exporter",
      image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}",
      ports: [{ name: "metrics", port: "{{ .Values.service.port }}" }],
      resources: "resources",
      priorityClassName: "{{ .Values.priorityClassName }}",
      placement: { nodeSelector: "nodeSelector", tolerations: "tolerations", affinity: "affinity" },
      podSecurityContext: "podSecurityContext",
      securityContext: {
        runAsNonRoot: false,
        runAsUser: 0,
        allowPrivilegeEscalation: false,
        capabilities: { add: ["SYS_ADMIN"], drop: ["ALL"] },
      },
      hostPaths: { "pod-gpu-resources": "/var/lib/kubelet/pod-resources" },
      serviceAccount: { name: release, create: ["serviceAccount.create"] },
      service: {
        name: release,
        ports: [{ name: "metrics", port: "{{ .Values.service.port }}", target: "metrics" }],
      },
    },
  ],
};

export const standIns = { "dcgm-exporter": dcgmExporter } as const;
