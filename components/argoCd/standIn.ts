import type { StandIn, Workload } from "../../core/charts/standIn";

const argoCdImage = "{{ .Values.global.image.repository }}:{{ .Values.global.image.tag }}";
/** Prefix of the objects' names. The chart takes it from the values, not from the release's name. */
const fullName = "{{ .Values.fullnameOverride }}";

/** Fields that all workloads of the chart share. Placement comes from the global values. */
function workload(
  values: string,
  component: string,
  more: Pick<Workload, "container" | "ports"> & Partial<Workload>,
): Workload {
  const name = `${fullName}-${component}`;
  return {
    kind: "Deployment",
    name,
    selector: { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": "{{ .Release.Name }}" },
    image: argoCdImage,
    resources: `${values}.resources`,
    priorityClassName: "{{ .Values.global.priorityClassName }}",
    placement: {
      nodeSelector: "global.nodeSelector",
      tolerations: "global.tolerations",
      topologySpreadConstraints: "global.topologySpreadConstraints",
    },
    securityContext: {
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      seccompProfile: { type: "RuntimeDefault" },
      capabilities: { drop: ["ALL"] },
    },
    ...more,
  };
}

const common = { replicas: 1, resources: {}, serviceAccount: { create: true } };

const argoCd: StandIn = {
  source: "github.com/argoproj/argo-helm argo-cd-10.1.1, charts/argo-cd",
  createdKinds: ["monitoring.coreos.com/ServiceMonitor"],
  values: {
    fullnameOverride: "argocd",
    global: {
      image: { repository: "quay.io/argoproj/argocd", tag: "v3.4.4" },
      priorityClassName: "",
      nodeSelector: { "kubernetes.io/os": "linux" },
      tolerations: [],
      topologySpreadConstraints: [],
    },
    controller: common,
    server: common,
    repoServer: common,
    applicationSet: common,
    redis: { resources: {}, image: { repository: "ecr-public.aws.com/docker/library/redis", tag: "8.2.3-alpine" } },
  },
  workloads: [
    workload("controller", "application-controller", {
      kind: "StatefulSet",
      replicas: "controller.replicas",
      container: "application-controller",
      ports: [{ name: "metrics", port: "8082" }],
      serviceAccount: { name: "argocd-application-controller", create: ["controller.serviceAccount.create"] },
    }),
    workload("server", "server", {
      replicas: "server.replicas",
      container: "server",
      ports: [
        { name: "server", port: "8080" },
        { name: "metrics", port: "8083" },
      ],
      serviceAccount: { name: "argocd-server", create: ["server.serviceAccount.create"] },
      service: {
        name: `${fullName}-server`,
        ports: [
          { name: "http", port: "80", target: "8080" },
          { name: "https", port: "443", target: "8080" },
        ],
      },
    }),
    workload("repoServer", "repo-server", {
      replicas: "repoServer.replicas",
      container: "repo-server",
      ports: [
        { name: "repo-server", port: "8081" },
        { name: "metrics", port: "8084" },
      ],
      serviceAccount: { name: `${fullName}-repo-server`, create: ["repoServer.serviceAccount.create"] },
      service: {
        name: `${fullName}-repo-server`,
        ports: [{ name: "tcp-repo-server", port: "8081", target: "repo-server" }],
      },
    }),
    workload("applicationSet", "applicationset-controller", {
      replicas: "applicationSet.replicas",
      container: "applicationset-controller",
      ports: [
        { name: "metrics", port: "8080" },
        { name: "probe", port: "8081" },
        { name: "webhook", port: "7000" },
      ],
      serviceAccount: { name: "argocd-applicationset-controller", create: ["applicationSet.serviceAccount.create"] },
    }),
    workload("redis", "redis", {
      container: "redis",
      ports: [{ name: "redis", port: "6379" }],
      image: "{{ .Values.redis.image.repository }}:{{ .Values.redis.image.tag }}",
      service: { name: `${fullName}-redis`, ports: [{ name: "redis", port: "6379", target: "redis" }] },
    }),
  ],
  definitions: { folder: "argo-cd" },
};

export const standIns = { "argo-cd": argoCd } as const;
