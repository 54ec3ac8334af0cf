import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { type Mirror, mirroredImage } from "../kubernetes/mirror";
import { restrictedContainer, restrictedUser } from "../kubernetes/restrictedPod";

/** Arguments of `verticalPodAutoscalerValues`. */
export interface VerticalPodAutoscalerValuesArgs {
  /** Sources of images. */
  readonly mirror: Mirror;
  /** Replicas of the recommender. One replica is active. */
  readonly replicas: number;
}

/** User ID of its image: `nonroot` of https://github.com/GoogleContainerTools/distroless. */
const distrolessUser = 65532;

/** Returns the values of the `vertical-pod-autoscaler` chart, which install only the recommender. */
export function verticalPodAutoscalerValues({ mirror, replicas }: VerticalPodAutoscalerValuesArgs) {
  const off = { enabled: false };
  return {
    podSecurityContext: restrictedUser(distrolessUser),
    containerSecurityContext: restrictedContainer,
    recommender: {
      image: { repository: mirroredImage(mirror, "registry.k8s.io/autoscaling/vpa-recommender") },
      replicas,
      // With a single replica, a disruption budget would block the drain of its node.
      podDisruptionBudget: { enabled: replicas > 1 },
      // It keeps the usage history of all pods of the cluster in memory.
      resources: { requests: { cpu: "50m", memory: "256Mi" }, limits: { memory: "1Gi" } },
      ...onSystemNodes,
    },
    // Disabled, because changing and evicting pods would conflict with HorizontalPodAutoscalers and interrupt jobs.
    admissionController: { ...off, certGen: off },
    updater: off,
  };
}
