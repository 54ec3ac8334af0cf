import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { type Mirror, mirroredImage } from "../kubernetes/mirror";
import type { MetricsArgs } from "../kubernetes/serviceMonitor";

/** Arguments of `certManagerValues`. */
export interface CertManagerValuesArgs {
  /** Namespace of the release, in which the controllers also keep their leases. */
  readonly namespace: string;
  /** Sources of images. */
  readonly mirror: Mirror;
  /** Replicas of the controller, the webhook and the CA injector. One replica of each controller is active. */
  readonly replicas: number;
  /** Whether to create a ServiceMonitor. */
  readonly metrics: MetricsArgs;
}

/** Values of the `cert-manager` chart. */
export function certManagerValues({ namespace, mirror, replicas, metrics }: CertManagerValuesArgs) {
  // With a single replica, a disruption budget would block the drain of its node.
  const podDisruptionBudget = { enabled: replicas > 1 };
  return {
    // CRDs are templates of the release, so that Helm upgrades them. If the release is replaced, Helm keeps them, and
    // so all certificates.
    crds: { enabled: true, keep: true },
    global: {
      priorityClassName: "system-cluster-critical",
      // Leases are in its own namespace, so that it needs no permissions in kube-system.
      leaderElection: { namespace },
    },
    // Registry of every image of the chart.
    imageRegistry: mirroredImage(mirror, "quay.io"),
    replicaCount: replicas,
    podDisruptionBudget,
    // Deleting a Certificate deletes its Secret.
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
      // It caches all CRDs and Secrets of the cluster in memory.
      resources: { requests: { cpu: "20m", memory: "256Mi" }, limits: { memory: "512Mi" } },
      ...onSystemNodes,
    },
    startupapicheck: {
      // The time includes image pulls.
      timeout: "5m",
      resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "64Mi" } },
      ...onSystemNodes,
    },
    prometheus: { enabled: true, servicemonitor: { enabled: metrics.serviceMonitors } },
  };
}
