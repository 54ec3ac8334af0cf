/**
 * Name of the runtime for PyTorch on one or more nodes. torchrun finds its peers by variables that Trainer sets.
 *
 * Trainer starts one process for each NVIDIA GPU of a node. It does not know other accelerators and uses the number of
 * requested CPUs instead: set `trainer.numProcPerNode` for them.
 */
export const torchRuntime = "torch-distributed";

/** Name of the runtime for any program, on one node, or on several nodes that find each other without Trainer. */
export const plainRuntime = "plain";

/** Kind of both runtimes, for a `runtimeRef`. */
export const runtimeKind = { apiGroup: "trainer.kubeflow.org", kind: "ClusterTrainingRuntime" } as const;

/** Job and container of both runtimes that run the program of a TrainJob. Patches of a TrainJob refer to them. */
export const trainerJob = { job: "node", container: "node" } as const;
