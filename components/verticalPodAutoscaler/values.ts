import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { type Mirror, mirroredImage } from "../kubernetes/mirror";
import { restrictedContainer, restrictedUser } from "../kubernetes/restrictedPod";

export interface VerticalPodAutoscalerValuesArgs {
  readonly mirror: Mirror;
  readonly replicas: number;
}

/** Whom its image runs as: `nonroot` of https://github.com/GoogleContainerTools/distroless. */
const distrolessUser = 65532;

/** Values of the `vertical-pod-autoscaler` chart: the recommender alone. */
export function verticalPodAutoscalerValues({ mirror, replicas }: VerticalPodAutoscalerValuesArgs) {
  const off = { enabled: false };
  return {
    podSecurityContext: restrictedUser(distrolessUser),
    containerSecurityContext: restrictedContainer,
    recommender: {
      image: { repository: mirroredImage(mirror, "registry.k8s.io/autoscaling/vpa-recommender") },
      replicas,
      // With one replica a budget would hold up its node for ever.
      podDisruptionBudget: { enabled: replicas > 1 },
      // It keeps what every pod of the cluster used in memory.
      resources: { requests: { cpu: "50m", memory: "256Mi" }, limits: { memory: "1Gi" } },
      ...onSystemNodes,
    },
    // Neither changes pods as they come nor takes those away that run: HorizontalPodAutoscalers and jobs would suffer.
    admissionController: { ...off, certGen: off },
    updater: off,
  };
}
