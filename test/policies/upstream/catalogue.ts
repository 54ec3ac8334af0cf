import { agentPod, argoConfiguration, artifactGcPod, containerStep, gpuStep, resourceStep } from "./argoWorkflows";
import type { Declared } from "./declared";
import { katibConfiguration, suggestionDeployment, suggestionPod, trialPod, unconfiguredKatib } from "./katib";
import { predictorDeploymentOf, predictorPod } from "./kserve";
import { driverPod, importerPod, pipelinesController, taskDefaults, taskPod } from "./pipelines";
import { trainerJob, trainerPod } from "./trainer";
import { ownWaitContainer, pyTorchJobPod, tfJobPod, upstreamWaitContainer } from "./trainingOperator";
import type { UpstreamManifest } from "./upstreamObject";

/** Objects that upstream's controllers create in a team's namespace, by title. */
export const admitted = {
  "Argo Workflows' step": () => containerStep(argoConfiguration),
  "Argo Workflows' step with a GPU": () => gpuStep(argoConfiguration),
  "Argo Workflows' resource step": () => resourceStep(argoConfiguration),
  "Argo Workflows' agent": () => agentPod(argoConfiguration),
  "Argo Workflows' collector of artifacts": () => artifactGcPod(argoConfiguration),
  "Pipelines' driver": () => driverPod(pipelinesController),
  "Pipelines' importer": () => importerPod(pipelinesController),
  "Pipelines' task with its launcher": () => taskPod(pipelinesController, taskDefaults),
  "Katib's trial with its collector": (made) => trialPod(made, katibConfiguration),
  "Katib's suggestion service": () => suggestionDeployment(katibConfiguration),
  "a pod of Katib's suggestion service": () => suggestionPod(katibConfiguration),
  "KServe's predictor": predictorDeploymentOf,
  "a pod of KServe's predictor, with its storage initializer": predictorPod,
  "TrainJob's Job": trainerJob,
  "TrainJob's pod": trainerPod,
  "TFJob's worker": tfJobPod,
  "PyTorchJob's worker": (made) => pyTorchJobPod(made, ownWaitContainer),
} as const satisfies Readonly<Record<string, (made: Declared) => UpstreamManifest>>;

export type Admitted = keyof typeof admitted;

const unsafe = ["capabilities-dropped", "no-privilege-escalation", "runs-as-non-root", "seccomp-profile"];

interface Refused {
  readonly make: (made: Declared) => UpstreamManifest;
  /** Rules that it violates. */
  readonly by: readonly string[];
}

/**
 * Objects that they create without the platform's configuration, or that no configuration can fix:
 * `docs/upstream-pods.md`.
 */
export const refused: Readonly<Record<string, Refused>> = {
  "Argo Workflows' step, of a controller with its defaults": {
    make: () => containerStep({ executorImage: argoConfiguration.executorImage }),
    by: unsafe,
  },
  "Argo Workflows' GPU step without protection from disruption": {
    make: () =>
      gpuStep({
        ...argoConfiguration,
        workflowDefaults: { ...argoConfiguration.workflowDefaults, podMetadata: { annotations: {} } },
      }),
    by: ["training-is-not-disrupted"],
  },
  "Pipelines' task, without a default user": {
    make: () => taskPod(pipelinesController, {}),
    by: ["runs-as-non-root"],
  },
  "Katib's trial, with Katib's defaults": {
    make: (made) => trialPod(made, unconfiguredKatib),
    by: ["capabilities-dropped", "no-privilege-escalation"],
  },
  "Katib's suggestion service, with Katib's defaults": {
    make: () => suggestionPod(unconfiguredKatib),
    by: unsafe,
  },
  "Katib's early stopping, which takes no configuration": {
    make: () => suggestionPod(katibConfiguration, true),
    by: unsafe,
  },
  "PyTorchJob's worker, with the operator's own template": {
    make: (made) => pyTorchJobPod(made, upstreamWaitContainer),
    by: ["capabilities-dropped", "image-digests", "image-registries", "no-privilege-escalation"],
  },
};
