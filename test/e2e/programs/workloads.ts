import * as pulumi from "@pulumi/pulumi";
import { DistributedTraining } from "../../../components/workloads/distributedTraining/distributedTraining";
import { InferenceService } from "../../../components/workloads/inferenceService/inferenceService";
import { ModelService } from "../../../components/workloads/modelService/modelService";
import { TrainingJob } from "../../../components/workloads/trainingJob/trainingJob";
import { teamWorkspace } from "../../support/workspace";

/**
 * A team's workloads with arguments that the examples of the stacks do not use, such as a TFJob, a claim and a canary.
 */
export function workloads(): pulumi.ComponentResource {
  const parent = new pulumi.ComponentResource("test:index:Workloads", "workloads");
  const workspace = teamWorkspace();
  const program = {
    workspace,
    image: "registry.example/trainer:1.4.0",
    command: ["python", "train.py"],
    args: ["--epochs", "10"],
    accelerator: "nvidia-l4",
    resources: { vcpus: 2, memoryGibibytes: 8, sharedMemoryGibibytes: 1, scratchGibibytes: 5 },
    datasets: { photos: { claim: "photos" }, labels: "datasets/labels" },
    checkpoints: { claim: "checkpoints" },
    deadlineHours: 2,
    environment: { SEED: "1" },
    secrets: { TOKEN: { secret: "hub", key: "token" } },
    user: 2000,
  };
  new TrainingJob("one", { ...program, retries: 0 }, { parent });
  new DistributedTraining("torch", { ...program, framework: "pytorch", nodes: 2, processesPerNode: 3 }, { parent });
  new DistributedTraining("tensor", { ...program, framework: "tensorflow", nodes: 3, retries: 1 }, { parent });

  const served = {
    workspace,
    accelerator: "nvidia-l4",
    replicas: { minimum: 2, maximum: 4, cpuPercent: 50 },
    resources: { vcpus: 0.5, memoryGibibytes: 1.5 },
    allowFrom: { gateway: false, namespaces: ["shop"] },
    objectives: { availabilityPercent: 99, latencySeconds: 1 as const },
  };
  const canary = [{ trafficPercent: 20, model: { version: 4 }, minimumReplicas: 1 }];
  new InferenceService("stored", { ...served, model: { format: "huggingface", version: 3 }, canary }, { parent });
  const model = { name: "churn", version: 3, digest: `sha256:${"0a".repeat(32)}` };
  const secrets = { TOKEN: { secret: "hub", key: "token" } };
  new ModelService("own", { ...served, image: "registry.example/server:1.4.0", model, secrets }, { parent });
  return parent;
}
