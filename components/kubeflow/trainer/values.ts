import { onSystemNodes } from "../../../core/kubernetes/scheduling";
import { type Mirror, mirroredImage } from "../../kubernetes/mirror";

/** Arguments of `trainerValues`. */
export interface TrainerValuesArgs {
  /** Sources of images. */
  readonly mirror: Mirror;
  /** Replicas of the managers of Trainer and JobSet. One replica of each is active. */
  readonly replicas: number;
}

/** Port of the manager's metrics, which the chart fixes. */
export const metricsPort = 8443;

/** Values of the `kubeflow-trainer` chart. */
export function trainerValues({ mirror, replicas }: TrainerValuesArgs) {
  return {
    image: { registry: mirroredImage(mirror, "ghcr.io") },
    manager: {
      replicas,
      resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
      // TLS would use an unverifiable certificate, and there is no authentication. Network policies restrict access to
      // the port.
      config: { metrics: { bindAddress: `:${metricsPort}`, secureServing: false } },
      ...onSystemNodes,
    },
    // The program declares the runtimes. The chart would install upstream's by a hook that downloads kubectl.
    runtimes: { defaultEnabled: false },
    dataCache: { enabled: false },
    jobset: jobSetValues({ mirror, replicas }),
  };
}

/**
 * Returns the values of the subchart JobSet. Its version is the one that Trainer is tested with and needs no pin of its
 * own.
 */
function jobSetValues({ mirror, replicas }: TrainerValuesArgs) {
  return {
    install: true,
    // The chart sets the tag.
    image: { repository: mirroredImage(mirror, "registry.k8s.io/jobset/jobset"), pullPolicy: "IfNotPresent" },
    controller: {
      replicas,
      // With a single replica, a disruption budget would block the drain of its node.
      podDisruptionBudget: { enabled: replicas > 1, maxUnavailable: 1 },
      // The chart's request of half a vCPU is for thousands of jobs.
      resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
      ...onSystemNodes,
    },
  };
}
