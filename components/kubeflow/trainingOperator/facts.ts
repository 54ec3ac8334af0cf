import { serviceFacts } from "../../../core/services/serviceFacts";
import { replicaPods } from "./pods";

export const facts = serviceFacts({
  title: "Training Operator",
  purpose: "TensorFlow training (TFJob); PyTorchJobs that teams bring along",
  namespace: "kubeflow",
  charts: {},
  kinds: [
    {
      group: "kubeflow.org",
      version: "v1",
      kind: "TFJob",
      plural: "tfjobs",
      namespaced: true,
      teams: "edit",
      // In the sandbox. Upstream makes pods.
      makes: ["Job"],
      pods: replicaPods("tfReplicaSpecs"),
    },
    {
      group: "kubeflow.org",
      version: "v1",
      kind: "PyTorchJob",
      plural: "pytorchjobs",
      namespaced: true,
      teams: "edit",
      pods: replicaPods("pytorchReplicaSpecs"),
    },
  ],
  allowedTraffic: { fromApiServer: [9443], metrics: [8080] },
  exemptions: [],
  standIns: () => Promise.resolve({}),
});
