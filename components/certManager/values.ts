import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { type Mirror, mirroredImage } from "../kubernetes/mirror";
import type { MetricsArgs } from "../kubernetes/serviceMonitor";

export interface CertManagerValuesArgs {
  readonly namespace: string;
  readonly mirror: Mirror;
  readonly replicas: number;
  readonly metrics: MetricsArgs;
}

/** Values of the `cert-manager` chart. */
export function certManagerValues({ namespace, mirror, replicas, metrics }: CertManagerValuesArgs) {
  // With one replica a budget would hold up its node for ever.
  const podDisruptionBudget = { enabled: replicas > 1 };
  return {
    // In the release's templates, so that they are upgraded; certificates outlive a release that is made anew.
    crds: { enabled: true, keep: true },
    global: {
      priorityClassName: "system-cluster-critical",
      // Its own namespace, so that it needs no rights in kube-system.
      leaderElection: { namespace },
    },
    // Of every image of the chart.
    imageRegistry: mirroredImage(mirror, "quay.io"),
    replicaCount: replicas,
    podDisruptionBudget,
    // A certificate's Secret goes with it: nothing stays behind in kube-system.
    enableCertificateOwnerRef: true,
    resources: { requests: { cpu: "20m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    ...onSystemNodes,
    webhook: {
      replicaCount: replicas,
      podDisruptionBudget,
      resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "128Mi" } },
      ...onSystemNodes,
    },
    cainjector: {
      replicaCount: replicas,
      podDisruptionBudget,
      // It keeps every CRD and Secret of the cluster in memory.
      resources: { requests: { cpu: "20m", memory: "256Mi" }, limits: { memory: "512Mi" } },
      ...onSystemNodes,
    },
    startupapicheck: {
      // Images are pulled on the way.
      timeout: "5m",
      resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "64Mi" } },
      ...onSystemNodes,
    },
    prometheus: { enabled: true, servicemonitor: { enabled: metrics.serviceMonitors } },
  };
}
