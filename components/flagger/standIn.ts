import type { StandIn } from "../../core/charts/standIn";

const flagger: StandIn = {
  source: "github.com/fluxcd/flagger v1.44.0, charts/flagger",
  values: {
    image: { repository: "ghcr.io/fluxcd/flagger", tag: "1.44.0" },
    leaderElection: { replicaCount: 1 },
    resources: {},
    podPriorityClassName: "",
    nodeSelector: {},
    tolerations: [],
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            podAffinityTerm: {
              labelSelector: {
                matchLabels: { "app.kubernetes.io/name": "flagger", "app.kubernetes.io/instance": "flagger" },
              },
              topologyKey: "kubernetes.io/hostname",
            },
          },
        ],
      },
    },
    serviceAccount: { create: true },
  },
  workloads: [
    {
      kind: "Deployment",
      name: "flagger",
      selector: { "app.kubernetes.io/name": "flagger", "app.kubernetes.io/instance": "{{ .Release.Name }}" },
      replicas: "leaderElection.replicaCount",
      container: "flagger",
      image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}",
      ports: [{ name: "http", port: "8080" }],
      resources: "resources",
      priorityClassName: "{{ .Values.podPriorityClassName }}",
      placement: { nodeSelector: "nodeSelector", tolerations: "tolerations", affinity: "affinity" },
      // Upstream's template takes it from the values. These are the fields that the standard `restricted` requires.
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10001,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        seccompProfile: { type: "RuntimeDefault" },
      },
      serviceAccount: { name: "flagger", create: ["serviceAccount.create"] },
      service: { name: "flagger", ports: [{ name: "http", port: "8080", target: "http" }] },
    },
  ],
  definitions: { folder: "flagger" },
  createdKinds: ["monitoring.coreos.com/ServiceMonitor"],
};

export const standIns = { flagger } as const;
