import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { type Mirror, mirroredImage } from "../kubernetes/mirror";
import { facts } from "./facts";
import { istiodLabels } from "./istiod";

export interface IstiodValuesArgs {
  readonly mirror: Mirror;
  readonly replicas: number;
}

/** Registry and prefix of Istio's images, of which charts know `pilot` and `proxyv2`. */
const hub = "registry.istio.io/release";

/** An account for control planes of other clusters, which reads what they need: there are none. */
const noReader = { enableReaderRBAC: false };

/** Values of Istio's `base` chart. */
export const istioBaseValues = { global: noReader };

/** Values of the `istiod` chart. */
export function istiodValues({ mirror, replicas }: IstiodValuesArgs) {
  return {
    global: {
      ...noReader,
      // Of the proxies too, whose image istiod writes into gateways' pods: without a shell.
      hub: mirroredImage(mirror, hub),
      tag: facts.charts.istiod.version,
      variant: "distroless",
      priorityClassName: "system-cluster-critical",
      // With one replica a budget would hold up its node for ever.
      defaultPodDisruptionBudget: { enabled: replicas > 1 },
    },
    // It pushes configuration to a handful of gateways: a second one is for when the first is away.
    autoscaleEnabled: false,
    replicaCount: replicas,
    // Upstream's for a mesh of a thousand sidecars is 2 GiB.
    resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "1", memory: "1Gi" } },
    seccompProfile: { type: "RuntimeDefault" },
    env: {
      // A Gateway that names no address would get proxies and a load balancer of its own, in any team's namespace.
      PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER: "false",
    },
    // Only namespaces and pods that ask for a sidecar get one. Gateways' pods ask, and become proxies by it.
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
