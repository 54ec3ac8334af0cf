import { MlPlatform } from "./components/platform/platform";
import { loadSettings } from "./components/settings/load";
import { DistributedTraining } from "./components/workloads/distributedTraining/distributedTraining";
import { InferenceService } from "./components/workloads/inferenceService/inferenceService";
import { ModelService } from "./components/workloads/modelService/modelService";
import { TrainingJob } from "./components/workloads/trainingJob/trainingJob";
import { admissionPolicies } from "./policies/admissionPolicies";
import { ruleNames } from "./policies/catalogue";

const settings = loadSettings({ ruleNames: ruleNames() });

const platform = new MlPlatform(settings.name, { settings, guardrails: admissionPolicies(settings) });

// One of each kind of workload, to copy: docs/workloads/ has all arguments.
if (settings.exampleWorkloads) {
  const workspace = platform.workspace("vision");

  new TrainingJob("digits", {
    workspace,
    image: platform.data.repositories.image("trainer", "1.0.0"),
    command: ["python", "train.py"],
    accelerator: "nvidia-l4",
    datasets: { digits: "datasets/digits" },
  });

  new DistributedTraining("resnet", {
    workspace,
    framework: "pytorch",
    nodes: 2,
    image: platform.data.repositories.image("trainer", "1.0.0"),
    command: ["torchrun", "train.py"],
    accelerator: "nvidia-l4",
    datasets: { photos: "datasets/photos" },
  });

  new ModelService("labels", {
    workspace,
    image: platform.data.repositories.image("server", "1.0.0"),
    model: {
      name: "vision-labels",
      version: 1,
      digest: "sha256:2b23a623e3dd3afdad9b10dff68b0994959f77ab4b5de97f0e7370b1f1569495",
    },
  });

  new InferenceService("churn", { workspace, model: { format: "sklearn", version: 1 } });
}

export const clusterName = platform.cluster.clusterName;
export const clusterEndpoint = platform.cluster.endpoint;
export const vpcId = platform.network.vpcId;
export const artifactsBucket = platform.data.artifacts.bucketName;
export const databaseHost = platform.data.database.host;

/** Gives kubectl access to the cluster, to roles that `mlops:cluster.administratorRoleArns` names. */
export const kubeconfigCommand = `aws eks update-kubeconfig --region ${settings.region} --name ${settings.name}`;
