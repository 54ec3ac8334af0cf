import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { type Mirror, mirroredImage } from "../kubernetes/mirror";
import type { MetricsArgs } from "../kubernetes/serviceMonitor";

export interface ArgoCdValuesArgs {
  readonly namespace: string;
  readonly mirror: Mirror;
  readonly replicas: number;
  readonly metrics: MetricsArgs;
}

/** Replicas from which Redis is replicated too: its quorum wants a node each. */
const redundantRedisReplicas = 3;

/** Values of the `argo-cd` chart. */
export function argoCdValues({ namespace, mirror, replicas, metrics }: ArgoCdValuesArgs) {
  const redundantRedis = replicas >= redundantRedisReplicas;
  const observed = { metrics: { enabled: true, serviceMonitor: { enabled: metrics.serviceMonitors } } };
  const replicated = { ...observed, replicas, pdb: { enabled: replicas > 1, maxUnavailable: 1 } };
  const redis = mirroredImage(mirror, "public.ecr.aws/docker/library/redis");
  return {
    // The release is named after the chart, whose own name for its objects is another.
    fullnameOverride: "argocd",
    // In the release's templates, so that they are upgraded; Applications outlive a release that is made anew.
    crds: { install: true, keep: true },
    global: {
      domain: `argocd-server.${namespace}.svc`,
      image: { repository: mirroredImage(mirror, "quay.io/argoproj/argocd") },
      // The namespace's own are narrower: the chart's let anybody reach the server.
      networkPolicy: { create: false },
      ...onSystemNodes,
    },
    configs: {
      // Nobody logs in, unless it is by an identity provider: Applications are the program's.
      cm: { "admin.enabled": false, "exec.enabled": false },
      rbac: { "policy.default": "", "policy.csv": "" },
    },
    controller: {
      ...observed,
      // One: replicas would share clusters, of which there is one.
      replicas: 1,
      resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "2Gi" } },
    },
    server: { ...replicated, resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } } },
    repoServer: {
      ...replicated,
      // It builds kustomizations of several MB.
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
    // An identity provider of one's own, and messages, which nobody has set up.
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
