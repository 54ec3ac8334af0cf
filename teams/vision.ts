import type { MlPlatform } from "../components/platform/platform";
import { BatchPrediction } from "../components/workloads/batchPrediction/batchPrediction";
import { DistributedTraining } from "../components/workloads/distributedTraining/distributedTraining";
import { InferenceService } from "../components/workloads/inferenceService/inferenceService";
import { ModelService } from "../components/workloads/modelService/modelService";
import { TrainingJob } from "../components/workloads/trainingJob/trainingJob";

/** Workloads of team `vision`: an example of each kind. docs/workloads/ describes all arguments. */
export function vision(platform: MlPlatform): void {
  const workspace = platform.workspace("vision");
  const { repositories } = platform.data;

  new TrainingJob("digits", {
    workspace,
    image: repositories.image("trainer", "1.0.0"),
    command: ["python", "train.py"],
    accelerator: "nvidia-l4",
    datasets: { digits: "datasets/digits" },
  });

  new DistributedTraining("resnet", {
    workspace,
    framework: "pytorch",
    nodes: 2,
    image: repositories.image("trainer", "1.0.0"),
    command: ["torchrun", "train.py"],
    accelerator: "nvidia-l4",
    datasets: { photos: "datasets/photos" },
  });

  const labelModel = {
    name: "vision-labels",
    version: 1,
    digest: "sha256:2b23a623e3dd3afdad9b10dff68b0994959f77ab4b5de97f0e7370b1f1569495",
  };

  new ModelService("labels", { workspace, image: repositories.image("server", "1.0.0"), model: labelModel });

  new BatchPrediction("nightly-labels", {
    workspace,
    image: repositories.image("trainer", "1.0.0"),
    command: ["python", "predict.py"],
    model: labelModel,
    input: "batches/photos",
    output: "batches/labels",
    schedule: "0 3 * * *",
    timeZone: "Europe/Berlin",
    shards: 4,
  });

  new InferenceService("churn", { workspace, model: { format: "sklearn", version: 1 } });
}
