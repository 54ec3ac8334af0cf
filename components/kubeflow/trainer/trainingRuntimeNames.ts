/**
 * PyTorch on one node or several: torchrun finds its peers by variables that Trainer sets. A `runtimeRef`'s name.
 *
 * It starts a process for each GPU of a node. Of other accelerators Trainer knows nothing, and takes the number of CPUs
 * that are asked for: say `trainer.numProcPerNode` there.
 */
export const torchRuntime = "torch-distributed";

/** Any program, on one node or several that find each other by themselves. A `runtimeRef`'s name. */
export const plainRuntime = "plain";

/** The kind of both, for a `runtimeRef`. */
export const runtimeKind = { apiGroup: "trainer.kubeflow.org", kind: "ClusterTrainingRuntime" } as const;

/** Replicated job and container of both in which a TrainJob's own program runs: patches of a TrainJob name them. */
export const trainerJob = { job: "node", container: "node" } as const;
