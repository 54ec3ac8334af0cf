import { serviceFacts } from "../../../core/services/serviceFacts";
import { trainJobObjects } from "./objectNames";
import { jobSetPods, trainJobPods } from "./pods";

export const facts = serviceFacts({
  title: "Kubeflow Trainer, JobSet",
  purpose: "PyTorch training (TrainJob)",
  namespace: "kubeflow-system",
  charts: {
    /** JobSet, which runs Trainer's jobs, is a subchart of this chart. */
    "kubeflow-trainer": {
      chart: "oci://ghcr.io/kubeflow/charts/kubeflow-trainer",
      version: "2.3.0",
      source: "https://github.com/kubeflow/trainer tag v2.3.0, commit 658725bdae5c, 2026-08-06",
      verified: true,
      images: ["ghcr.io/kubeflow/trainer/trainer-controller-manager:v2.3.0", "registry.k8s.io/jobset/jobset:v0.12.0"],
      crds: [
        "jobset.x-k8s.io/JobSet",
        "trainer.kubeflow.org/ClusterTrainingRuntime",
        "trainer.kubeflow.org/TrainJob",
        "trainer.kubeflow.org/TrainingRuntime",
      ],
      checked: "2026-11-24",
      kubernetes: { oldest: "1.34", newest: "1.36" },
      billed: "nothing",
    },
  },
  kinds: [
    {
      group: "trainer.kubeflow.org",
      version: "v1alpha1",
      kind: "ClusterTrainingRuntime",
      plural: "clustertrainingruntimes",
      namespaced: false,
      teams: "none",
      pods: "none",
    },
    {
      group: "trainer.kubeflow.org",
      version: "v1alpha1",
      kind: "TrainingRuntime",
      plural: "trainingruntimes",
      namespaced: true,
      teams: "view",
      pods: "none",
    },
    {
      group: "trainer.kubeflow.org",
      version: "v1alpha1",
      kind: "TrainJob",
      plural: "trainjobs",
      namespaced: true,
      teams: "edit",
      // Applies to the sandbox, which has no JobSet controller and creates the Job directly. The real Trainer creates a JobSet.
      createdKinds: ["Job"],
      creates: trainJobObjects,
      pods: trainJobPods,
    },
    {
      group: "jobset.x-k8s.io",
      version: "v1alpha2",
      kind: "JobSet",
      plural: "jobsets",
      namespaced: true,
      teams: "view",
      createdKinds: ["Job"],
      pods: jobSetPods,
    },
  ],
  allowedTraffic: { fromApiServer: [9443], metrics: [8080] },
  exemptions: [
    {
      rules: ["no-anonymous-subjects"],
      namespace: "kubeflow-system",
      name: "kubeflow-trainer-public",
      reason: "clients ask Trainer for its version: the Role reads a single ConfigMap",
    },
    {
      rules: ["no-secrets-of-all-namespaces"],
      namespace: "",
      name: "kubeflow-trainer-controller-manager",
      reason: "it creates the keys that the pods of a job use to reach each other, in the namespace of the job",
    },
  ],
  standIns: () => import("./standIn").then(({ standIns }) => standIns),
});
