import { serviceFacts } from "../../../core/services/serviceFacts";

export const facts = serviceFacts({
  title: "Training Operator",
  purpose: "TFJobs, and PyTorchJobs for those who have some",
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
      pods: "hidden",
    },
    {
      group: "kubeflow.org",
      version: "v1",
      kind: "PyTorchJob",
      plural: "pytorchjobs",
      namespaced: true,
      teams: "edit",
      pods: "hidden",
    },
  ],
  allowedTraffic: { fromApiServer: [9443], metrics: [8080] },
  exemptions: [],
  standIns: () => Promise.resolve({}),
});
