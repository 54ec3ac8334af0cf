import { batchPredictionKind } from "./batchPrediction/arguments";
import { distributedTrainingKind } from "./distributedTraining/arguments";
import { inferenceServiceKind } from "./inferenceService/arguments";
import type { WorkloadKindFacts } from "./kind";
import { modelServiceKind } from "./modelService/arguments";
import { trainingJobKind } from "./trainingJob/arguments";

/** All kinds of workloads, in the order of the documentation. */
export const workloadKinds: readonly WorkloadKindFacts[] = [
  trainingJobKind,
  distributedTrainingKind,
  modelServiceKind,
  inferenceServiceKind,
  batchPredictionKind,
];
