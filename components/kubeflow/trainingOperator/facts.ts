import type { KustomizationFacts } from "../../../core/services/kustomizationFacts";
import { serviceFacts } from "../../../core/services/serviceFacts";
import { tfJobObjects } from "./objectNames";
import { replicaPods } from "./pods";

/** Training Operator v1, in the repository of its successor, Trainer. */
export const kustomization = {
  repository: "https://github.com/kubeflow/trainer",
  path: "manifests/overlays/standalone",
  version: "v1.9.4",
  source: "https://github.com/kubeflow/trainer tag v1.9.4, commit 4445c12aa62e, 2026-08-18",
  checked: "2026-11-24",
  verified: true,
  crds: [
    "kubeflow.org/JAXJob",
    "kubeflow.org/MPIJob",
    "kubeflow.org/PaddleJob",
    "kubeflow.org/PyTorchJob",
    "kubeflow.org/TFJob",
    "kubeflow.org/XGBoostJob",
  ],
  kubernetes: { oldest: "1.34", newest: "1.36" },
} as const satisfies KustomizationFacts;

export const facts = serviceFacts({
  title: "Training Operator",
  purpose: "TensorFlow training (TFJob); existing PyTorchJobs of teams",
  namespace: "kubeflow",
  charts: {},
  kustomizations: { "training-operator": kustomization },
  kinds: [
    {
      group: "kubeflow.org",
      version: "v1",
      kind: "TFJob",
      plural: "tfjobs",
      namespaced: true,
      teams: "edit",
      // Applies to the sandbox, which creates Jobs. The real Training Operator creates pods.
      createdKinds: ["Job"],
      creates: tfJobObjects,
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
