import type { StandIn } from "../../core/charts/standIn";

const awsLoadBalancerController: StandIn = {
  source: "github.com/aws/eks-charts v0.0.242, stable/aws-load-balancer-controller 3.5.0",
  validatedKinds: ["elbv2.k8s.aws/IngressClassParams", "elbv2.k8s.aws/TargetGroupBinding", "networking.k8s.io/Ingress"],
  createdKinds: [
    "cert-manager.io/Certificate",
    "cert-manager.io/Issuer",
    "elbv2.k8s.aws/IngressClassParams",
    "monitoring.coreos.com/ServiceMonitor",
  ],
  values: {
    replicaCount: 2,
    image: { repository: "public.ecr.aws/eks/aws-load-balancer-controller", tag: "v3.5.0" },
    serviceAccount: { create: true, name: "" },
    podSecurityContext: { fsGroup: 65534 },
    priorityClassName: "system-cluster-critical",
    resources: {},
    nodeSelector: {},
    tolerations: [],
    affinity: {},
    topologySpreadConstraints: [],
  },
  workloads: [
    {
      kind: "Deployment",
      name: "{{ .Release.Name }}",
      selector: {
        "app.kubernetes.io/name": "aws-load-balancer-controller",
        "app.kubernetes.io/instance": "{{ .Release.Name }}",
      },
      replicas: "replicaCount",
      container: "aws-load-balancer-controller",
      image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}",
      ports: [
        { name: "webhook-server", port: "9443" },
        { name: "metrics-server", port: "8080" },
      ],
      resources: "resources",
      priorityClassName: "{{ .Values.priorityClassName }}",
      placement: {
        nodeSelector: "nodeSelector",
        tolerations: "tolerations",
        affinity: "affinity",
        topologySpreadConstraints: "topologySpreadConstraints",
      },
      podSecurityContext: "podSecurityContext",
      serviceAccount: {
        name: "{{ default .Release.Name .Values.serviceAccount.name }}",
        create: ["serviceAccount.create"],
      },
      service: {
        name: "aws-load-balancer-webhook-service",
        ports: [{ name: "webhook-server", port: "443", target: "webhook-server" }],
      },
    },
  ],
  // The chart's folder `crds/` has more kinds. The program installs only those that the platform uses.
  definitions: { folder: "aws-load-balancer-controller" },
};

export const standIns = { "aws-load-balancer-controller": awsLoadBalancerController } as const;
