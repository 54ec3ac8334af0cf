import { z } from "zod";
import { field, numberField } from "../../../core/schema/fields";
import { childTransform, commonFields, transformField } from "../fields";
import type { WorkloadKind } from "../kind";
import { sharedGpuWarnings } from "../training/sharedGpus";
import { trainingFields } from "../training/trainingArguments";
import { trainingChecks } from "../training/trainingChecks";
import { tensorflowVariables } from "./tfJobSpec";
import { rendezvousVariables, torchVariables } from "./trainJobSpec";

const distributedFields = {
  ...commonFields,
  ...trainingFields,
  nodes: numberField(1, 1000, { description: "Number of nodes, each with its own accelerators.", example: 2 }),
  transform: transformField({ job: childTransform("k8s.apiextensions.CustomResourceArgs") }),
};

/** Notes of the discriminator. */
const frameworkNotes = {
  description:
    "Framework of the program: `pytorch`, which runs with `torchrun`, or `tensorflow`, whose first node is the chief.",
  form: "`pytorch`, `tensorflow`",
};

/** PyTorch with `torchrun`, which finds its peers from variables: `command: ["torchrun", "train.py"]`. */
const pytorch = z.strictObject({
  framework: field(z.literal("pytorch"), { ...frameworkNotes, example: "pytorch" }),
  ...distributedFields,
  processesPerNode: numberField(1, 1024, {
    description: "Only for `pytorch`: number of processes on each node.",
    example: 1,
    default: "one for each accelerator, or 1",
  }).optional(),
});

/** TensorFlow, whose strategies read their peers from `TF_CONFIG`. The first node is the chief. */
const tensorflow = z.strictObject({
  framework: field(z.literal("tensorflow"), { ...frameworkNotes, example: "tensorflow" }),
  ...distributedFields,
  retries: numberField(0, 100, {
    description:
      "Only for `tensorflow`: number of restarts after failures, on average for each node. Restarts after a lost peer count.",
    example: 10,
  }).default(10),
});

const schema = z.discriminatedUnion("framework", [pytorch, tensorflow]);

export type PyTorchTrainingArgs = z.input<typeof pytorch>;
export type TensorFlowTrainingArgs = z.input<typeof tensorflow>;
export type DistributedTrainingArgs = z.input<typeof schema>;
/** With defaults. */
export type PyTorchArguments = z.output<typeof pytorch>;
export type TensorFlowArguments = z.output<typeof tensorflow>;

/** Maximum length of the name. Controllers append up to 17 characters for pods, and a label has at most 63. */
const longestName = 46;

export const distributedTrainingKind: WorkloadKind<typeof schema> = {
  name: "DistributedTraining",
  description: "A training program on several nodes.",
  page: "distributed-training.md",
  schema,
  longestName: () => longestName,
  warnings: sharedGpuWarnings,
  checks: trainingChecks(({ framework }) =>
    framework === "pytorch" ? [...torchVariables, ...rendezvousVariables] : tensorflowVariables,
  ),
};
