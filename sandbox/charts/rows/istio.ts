import type { CustomKind } from "../customKind";
import type { StandIn } from "../standIn";

function kind(group: string, version: string, name: string, plural = `${name.toLowerCase()}s`): CustomKind {
  return { group: `${group}.istio.io`, version, kind: name, plural, namespaced: true };
}

/** Upstream's versions that it stores. */
const kinds: readonly CustomKind[] = [
  kind("extensions", "v1alpha1", "TrafficExtension"),
  kind("extensions", "v1alpha1", "WasmPlugin"),
  kind("networking", "v1", "DestinationRule"),
  kind("networking", "v1alpha3", "EnvoyFilter"),
  kind("networking", "v1", "Gateway"),
  kind("networking", "v1beta1", "ProxyConfig"),
  kind("networking", "v1", "ServiceEntry", "serviceentries"),
  kind("networking", "v1", "Sidecar"),
  kind("networking", "v1", "VirtualService"),
  kind("networking", "v1", "WorkloadEntry", "workloadentries"),
  kind("networking", "v1", "WorkloadGroup"),
  kind("security", "v1", "AuthorizationPolicy", "authorizationpolicies"),
  kind("security", "v1", "PeerAuthentication"),
  kind("security", "v1", "RequestAuthentication"),
  kind("telemetry", "v1", "Telemetry", "telemetries"),
];

export const istioBase: StandIn = {
  source: "github.com/istio/istio 1.30.3, manifests/charts/base",
  values: { global: { enableReaderRBAC: true } },
  workloads: [],
  definitions: { folder: "istio", place: "templates", kinds },
};

const hardened = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
};

export const istiod: StandIn = {
  source: "github.com/istio/istio 1.30.3, manifests/charts/istio-control/istio-discovery",
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

/** Upstream's image is `auto`: the webhook of istiod, which stands in for nothing here, puts the proxy's in its place. */
export const istioGateway: StandIn = {
  source: "github.com/istio/istio 1.30.3, manifests/charts/gateway",
  values: {
    name: "",
    service: {
      type: "LoadBalancer",
      ports: [
        { name: "status-port", port: 15021, protocol: "TCP", targetPort: 15021 },
        { name: "http2", port: 80, protocol: "TCP", targetPort: 80 },
        { name: "https", port: 443, protocol: "TCP", targetPort: 443 },
      ],
      annotations: {},
      loadBalancerSourceRanges: [],
      externalTrafficPolicy: "",
    },
    autoscaling: { enabled: true, minReplicas: 1, maxReplicas: 5, targetCPUUtilizationPercentage: 80 },
    securityContext: {},
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "2000m", memory: "1024Mi" } },
    podDisruptionBudget: { maxUnavailable: 1 },
    serviceAccount: { create: true },
    priorityClassName: "",
    nodeSelector: {},
    tolerations: [],
    affinity: {},
    topologySpreadConstraints: [],
  },
  workloads: [
    {
      kind: "Deployment",
      name: "{{ default .Release.Name .Values.name }}",
      selector: {
        app: "{{ default .Release.Name .Values.name }}",
        istio: "{{ default .Release.Name .Values.name }}",
      },
      replicas: "autoscaling.minReplicas",
      container: "istio-proxy",
      image: "auto",
      ports: [{ name: "http-envoy-prom", port: "15090" }],
      resources: "resources",
      priorityClassName: "{{ .Values.priorityClassName }}",
      placement: {
        nodeSelector: "nodeSelector",
        tolerations: "tolerations",
        affinity: "affinity",
        topologySpreadConstraints: "topologySpreadConstraints",
      },
      podSecurityContext: "securityContext",
      securityContext: { ...hardened, privileged: false },
      serviceAccount: { name: "{{ default .Release.Name .Values.name }}", create: ["serviceAccount.create"] },
      service: {
        name: "{{ default .Release.Name .Values.name }}",
        ports: "service.ports",
        annotations: "service.annotations",
        fields: {
          type: "service.type",
          loadBalancerClass: "service.loadBalancerClass",
          allocateLoadBalancerNodePorts: "service.allocateLoadBalancerNodePorts",
          loadBalancerSourceRanges: "service.loadBalancerSourceRanges",
          externalTrafficPolicy: "service.externalTrafficPolicy",
        },
      },
      autoscaler: {
        name: "{{ default .Release.Name .Values.name }}",
        enabled: "autoscaling.enabled",
        minReplicas: "autoscaling.minReplicas",
        maxReplicas: "autoscaling.maxReplicas",
        cpu: "autoscaling.targetCPUUtilizationPercentage",
      },
      disruptionBudget: {
        name: "{{ default .Release.Name .Values.name }}",
        maxUnavailable: "podDisruptionBudget.maxUnavailable",
      },
    },
  ],
};
