import { object } from "../specimen";
import type { Subject } from "../subject";
import { team } from "./baseStack";
import { type Fields, merged } from "./mergeFields";
import { goodContainer, goodSpec } from "./pods";

/** Changes to a TrainJob that passes every rule. */
interface TrainJobChanges {
  /** Fields of the container in the TrainJob's runtime. */
  readonly runtimeContainer?: Fields;
  /** Fields of the TrainJob's `spec`. */
  readonly spec?: Fields;
}

/** Returns a TrainJob and its runtime. */
export function trainJob({ runtimeContainer = {}, spec = {} }: TrainJobChanges = {}): readonly Subject[] {
  const apiVersion = "trainer.kubeflow.org/v1alpha1";
  const pod = {
    ...goodSpec,
    restartPolicy: "Never",
    containers: [merged({ ...goodContainer, name: "node" }, runtimeContainer)],
  };
  const labels = { "trainer.kubeflow.org/trainjob-ancestor-step": "trainer" };
  const job = { name: "node", template: { metadata: { labels }, spec: { template: { spec: pod } } } };
  return [
    object({
      apiVersion,
      kind: "ClusterTrainingRuntime",
      metadata: { name: "torch" },
      spec: { template: { spec: { replicatedJobs: [job] } } },
    }),
    object({
      apiVersion,
      kind: "TrainJob",
      metadata: { name: "main", namespace: team },
      spec: merged({ runtimeRef: { kind: "ClusterTrainingRuntime", name: "torch" }, trainer: {} }, spec),
    }),
  ];
}
