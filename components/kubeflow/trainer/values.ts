import { onSystemNodes } from "../../../core/kubernetes/scheduling";
import { type Mirror, mirroredImage } from "../../kubernetes/mirror";

export interface TrainerValuesArgs {
  readonly mirror: Mirror;
  readonly replicas: number;
}

/** Port of the manager's metrics: the chart has it written out. */
export const metricsPort = 8443;

/** Values of the `kubeflow-trainer` chart. */
export function trainerValues({ mirror, replicas }: TrainerValuesArgs) {
  return {
    image: { registry: mirroredImage(mirror, "ghcr.io") },
    manager: {
      replicas,
      resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
      // TLS would be of a certificate that nobody can check, and without a login: who gets at the port is for network policies.
      config: { metrics: { bindAddress: `:${metricsPort}`, secureServing: false } },
      ...onSystemNodes,
    },
    // Ours are the program's. A hook of the chart installs upstream's, with a kubectl that it fetches on the way.
    runtimes: { defaultEnabled: false },
    dataCache: { enabled: false },
    jobset: jobSetValues({ mirror, replicas }),
  };
}

/** In the same release: the version that Trainer is built with, and tested with, and no second pin to keep in step. */
function jobSetValues({ mirror, replicas }: TrainerValuesArgs) {
  return {
    install: true,
    // The tag is the published chart's own.
    image: { repository: mirroredImage(mirror, "registry.k8s.io/jobset/jobset"), pullPolicy: "IfNotPresent" },
    controller: {
      replicas,
      // With one replica a budget would hold up its node for ever.
      podDisruptionBudget: { enabled: replicas > 1, maxUnavailable: 1 },
      // The chart's own request of half a core is for thousands of jobs.
      resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
      ...onSystemNodes,
    },
  };
}
