import type { StandIn } from "../../core/charts/standIn";

const hardened = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
};

/**
 * The image of the chart is `auto`. In a real cluster, istiod's webhook replaces it with the proxy's image; the
 * stand-in of istiod has no webhook.
 */
const gateway: StandIn = {
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

export const standIns = { gateway } as const;
