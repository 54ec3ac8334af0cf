import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { type Mirror, mirroredImage } from "../kubernetes/mirror";
import { restrictedContainerAs } from "../kubernetes/restrictedPod";
import type { MetricsArgs } from "../kubernetes/serviceMonitor";
import { addresses } from "../observability/endpoints";

/** Arguments of `flaggerValues`. */
export interface FlaggerValuesArgs {
  /** Name of the EKS cluster, which its notifications contain. */
  readonly clusterName: string;
  /** Sources of images. */
  readonly mirror: Mirror;
  /** Replicas. One of them is active. */
  readonly replicas: number;
  /** Whether to create a ServiceMonitor. */
  readonly metrics: MetricsArgs;
}

/** User ID of the container, upstream's default. The image's files are readable for every user. */
const flaggerUser = 10001;

/** Returns the values of the `flagger` chart. */
export function flaggerValues({ clusterName, mirror, replicas, metrics }: FlaggerValuesArgs) {
  return {
    image: { repository: mirroredImage(mirror, "ghcr.io/fluxcd/flagger") },
    clusterName,
    // Canaries change HTTPRoutes of the gateway. There are no sidecars, whose metrics the provider `istio` needs.
    meshProvider: "gatewayapi:v1",
    metricsServer: addresses.prometheus,
    // It would copy ConfigMaps and Secrets under new names, and needs the right to read all Secrets.
    configTracking: { enabled: false },
    // The chart's ClusterRole may write Secrets and Deployments of every namespace. `permissions.ts` has ours.
    rbac: { create: false },
    // In templates, Helm upgrades them. In the folder `crds`, it would only create them.
    crd: { create: true },
    // A replica that loses the lease exits, so that two never act at the same time.
    leaderElection: { enabled: true, replicaCount: replicas },
    // With a single replica, a disruption budget would block the drain of its node.
    podDisruptionBudget: { enabled: replicas > 1, minAvailable: 1 },
    podPriorityClassName: "system-cluster-critical",
    serviceMonitor: { enabled: metrics.serviceMonitors },
    securityContext: { enabled: true, context: restrictedContainerAs(flaggerUser) },
    resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    ...onSystemNodes,
  };
}
