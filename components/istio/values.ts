import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { type Mirror, mirroredImage } from "../kubernetes/mirror";
import { facts } from "./facts";
import { istiodLabels } from "./istiod";

/** Arguments of `istiodValues`. */
export interface IstiodValuesArgs {
  /** Sources of images. */
  readonly mirror: Mirror;
  /** Replicas of istiod. All are active: each proxy connects to one of them. */
  readonly replicas: number;
}

/** Registry and path of Istio's images. The charts append `pilot` or `proxyv2`. */
const hub = "registry.istio.io/release";

/** Disables the service account for control planes in other clusters, because the mesh has one cluster. */
const withoutReaderRole = { enableReaderRBAC: false };

/** Values of Istio's `base` chart. */
export const istioBaseValues = { global: withoutReaderRole };

/** Values of the `istiod` chart. */
export function istiodValues({ mirror, replicas }: IstiodValuesArgs) {
  return {
    global: {
      ...withoutReaderRole,
      // istiod also uses these for the proxies' image in gateway pods. The variant has no shell.
      hub: mirroredImage(mirror, hub),
      tag: facts.charts.istiod.version,
      variant: "distroless",
      priorityClassName: "system-cluster-critical",
      // With a single replica, a disruption budget would block the drain of its node.
      defaultPodDisruptionBudget: { enabled: replicas > 1 },
    },
    // It configures only a few gateways. A second replica serves availability, not load.
    autoscaleEnabled: false,
    replicaCount: replicas,
    // Upstream's default of 2 GiB is for a mesh of a thousand sidecars.
    resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "1", memory: "1Gi" } },
    seccompProfile: { type: "RuntimeDefault" },
    env: {
      // Otherwise a Gateway without an address, in any team's namespace, would get its own proxies and load balancer.
      PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER: "false",
    },
    // Injection on request only. Gateway pods request it to become proxies.
    sidecarInjectorWebhook: { enableNamespacesByDefault: false },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: istiodLabels },
      },
    ],
    ...onSystemNodes,
  };
}
