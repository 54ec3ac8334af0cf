import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { type Mirror, mirroredImage } from "../kubernetes/mirror";
import type { MetricsArgs } from "../kubernetes/serviceMonitor";

/** Arguments of `argoCdValues`. */
export interface ArgoCdValuesArgs {
  /** Namespace of Argo CD and its ServiceMonitors. */
  readonly namespace: string;
  /** Sources of images. */
  readonly mirror: Mirror;
  /**
   * Replicas of the API server, the repository server and the ApplicationSet controller. From 3, Redis has three
   * replicas too. The application controller always has one.
   */
  readonly replicas: number;
  /** Whether to create ServiceMonitors. */
  readonly metrics: MetricsArgs;
}

/** Minimum of replicas for a replicated Redis: its quorum needs three nodes. */
const redundantRedisReplicas = 3;

/** Values of the `argo-cd` chart. */
export function argoCdValues({ namespace, mirror, replicas, metrics }: ArgoCdValuesArgs) {
  const redundantRedis = replicas >= redundantRedisReplicas;
  const observed = { metrics: { enabled: true, serviceMonitor: { enabled: metrics.serviceMonitors } } };
  const replicated = { ...observed, replicas, pdb: { enabled: replicas > 1, maxUnavailable: 1 } };
  const redis = mirroredImage(mirror, "public.ecr.aws/docker/library/redis");
  return {
    // The chart would name its objects after the release, `argo-cd`.
    fullnameOverride: "argocd",
    // CRDs are templates of the release, so that Helm upgrades them. If the release is replaced, Helm keeps them, and
    // so all Applications.
    crds: { install: true, keep: true },
    global: {
      domain: `argocd-server.${namespace}.svc`,
      image: { repository: mirroredImage(mirror, "quay.io/argoproj/argocd") },
      // The policies of the namespace are stricter: those of the chart allow ingress to the server from every pod.
      networkPolicy: { create: false },
      ...onSystemNodes,
    },
    configs: {
      // No local login: the program creates the Applications.
      cm: { "admin.enabled": false, "exec.enabled": false },
      rbac: { "policy.default": "", "policy.csv": "" },
    },
    controller: {
      ...observed,
      // Replicas divide clusters among them, and there is only one cluster.
      replicas: 1,
      resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "2Gi" } },
    },
    server: { ...replicated, resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } } },
    repoServer: {
      ...replicated,
      // It renders kustomizations of several MB.
      resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "1Gi" } },
    },
    applicationSet: {
      ...replicated,
      resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    },
    redis: {
      image: { repository: redis },
      resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    },
    ...(redundantRedis && { "redis-ha": redisHa(mirror, redis) }),
    redisSecretInit: { resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "128Mi" } } },
    // Neither single sign-on nor notifications are configured.
    dex: { enabled: false },
    notifications: { enabled: false },
  };
}

function redisHa(mirror: Mirror, redis: string) {
  const resources = { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } };
  return {
    enabled: true,
    image: { repository: redis },
    redis: { resources },
    sentinel: { resources },
    haproxy: {
      image: { repository: mirroredImage(mirror, "public.ecr.aws/docker/library/haproxy") },
      resources,
      ...onSystemNodes,
    },
    ...onSystemNodes,
  };
}
