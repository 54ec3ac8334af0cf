import type { StandIn } from "../../core/charts/standIn";

const istioBase: StandIn = {
  source: "github.com/istio/istio 1.30.3, manifests/charts/base",
  validatedKinds: ["extensions.istio.io/*", "networking.istio.io/*", "security.istio.io/*", "telemetry.istio.io/*"],
  values: { global: { enableReaderRBAC: true } },
  workloads: [],
  definitions: { folder: "istio" },
};

const hardened = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
};

const istiod: StandIn = {
  source: "github.com/istio/istio 1.30.3, manifests/charts/istio-control/istio-discovery",
  validatedKinds: ["extensions.istio.io/*", "networking.istio.io/*", "security.istio.io/*", "telemetry.istio.io/*"],
  values: {
    global: { hub: "registry.istio.io/release", tag: "1.30.3", variant: "", priorityClassName: "" },
    autoscaleEnabled: true,
    replicaCount: 1,
    resources: { requests: { cpu: "500m", memory: "2048Mi" } },
    seccompProfile: {},
    nodeSelector: {},
    tolerations: [],
    affinity: {},
    topologySpreadConstraints: [],
  },
  workloads: [
    {
      kind: "Deployment",
      name: "istiod",
      selector: { app: "istiod", istio: "pilot" },
      replicas: "replicaCount",
      container: "discovery",
      image:
        "{{ .Values.global.hub }}/pilot:{{ .Values.global.tag }}{{ with .Values.global.variant }}-{{ . }}{{ end }}",
      ports: [
        { name: "http-debug", port: "8080" },
        { name: "grpc-xds", port: "15010" },
        { name: "tls-xds", port: "15012" },
        { name: "https-webhooks", port: "15017" },
        { name: "http-monitoring", port: "15014" },
      ],
      resources: "resources",
      priorityClassName: "{{ .Values.global.priorityClassName }}",
      placement: {
        nodeSelector: "nodeSelector",
        tolerations: "tolerations",
        alwaysTolerates: [{ key: "cni.istio.io/not-ready", operator: "Exists" }],
        affinity: "affinity",
        topologySpreadConstraints: "topologySpreadConstraints",
      },
      securityContext: { ...hardened, seccompProfile: { type: "RuntimeDefault" } },
      serviceAccount: { name: "istiod", create: [] },
      service: {
        name: "istiod",
        ports: [
          { name: "grpc-xds", port: "15010", target: "grpc-xds" },
          { name: "https-dns", port: "15012", target: "tls-xds" },
          { name: "https-webhook", port: "443", target: "https-webhooks" },
          { name: "http-monitoring", port: "15014", target: "http-monitoring" },
        ],
      },
    },
  ],
};

export const standIns = { base: istioBase, istiod } as const;
