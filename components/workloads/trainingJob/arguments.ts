import { z } from "zod";
import { numberField } from "../../../core/schema/fields";
import { childTransform, commonFields, transformField } from "../fields";
import type { WorkloadKind } from "../kind";
import { sharedGpuWarnings } from "../training/sharedGpus";
import { trainingFields } from "../training/trainingArguments";
import { trainingChecks } from "../training/trainingChecks";

const schema = z.strictObject({
  ...commonFields,
  ...trainingFields,
  retries: numberField(0, 100, {
    description: "Number of retries after failures of the program. Lost nodes do not count.",
    example: 2,
  }).default(2),
  transform: transformField({ job: childTransform("k8s.batch.v1.JobArgs") }),
});

export type TrainingJobArgs = z.input<typeof schema>;
/** With defaults. */
export type TrainingJobArguments = z.output<typeof schema>;

export const trainingJobKind: WorkloadKind<typeof schema> = {
  name: "TrainingJob",
  description: "A training program on one node.",
  page: "training-job.md",
  schema,
  longestName: () => 63,
  warnings: sharedGpuWarnings,
  checks: trainingChecks(() => []),
};
