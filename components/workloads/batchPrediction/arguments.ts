import { z } from "zod";
import { environmentVariableProblems } from "../../../core/kubernetes/environmentVariables";
import { issueIf } from "../../../core/schema/crossField";
import { field, numberField } from "../../../core/schema/fields";
import { fetchDeadlineSeconds } from "../deadlines";
import {
  childTransform,
  commonFields,
  environmentFields,
  imageField,
  placementFields,
  runbooksField,
  textsField,
  transformField,
} from "../fields";
import type { WorkloadKind } from "../kind";
import { registeredModelField } from "../registeredModel/registeredModel";
import { teamPath } from "../teamPath";
import { trainingFields } from "../training/trainingArguments";
import { parseCron } from "./cron";
import { platformVariables } from "./environment";
import { predictionPlacement, predictionResources } from "./placement";

const scheduleForm = "a cron schedule of five fields that is due at least once";
const timeZoneForm = "the name of a time zone in the IANA database";

const schema = z.strictObject({
  ...commonFields,
  image: imageField("Image of the program, which reads the model from `MODEL_PATH` and predicts one shard."),
  command: textsField("Command that replaces the entry point of the image.", ["python", "predict.py"], "the image's"),
  args: textsField("Arguments of the command.", ["--batch", "64"], "the image's, or none if `command` is set"),
  model: registeredModelField,
  input: teamPath(
    "Folder of the input in the team's part of the bucket. The variable `INPUT_URI` contains it.",
    "batches/churn/input",
  ),
  output: teamPath(
    "Folder of the output in the team's part of the bucket. Each run writes to a subfolder, which the variable `OUTPUT_URI` contains.",
    "batches/churn/output",
  ),
  schedule: field(
    z.string().refine((text) => parseCron(text) !== undefined, { error: `must be ${scheduleForm}` }),
    {
      description: "Cron schedule: minute, hour, day of the month, month, day of the week.",
      example: "0 3 * * *",
      form: scheduleForm,
      fix: 'write five fields, such as "0 3 * * *" for 3:00 every night',
      default: "it runs once, when it is created",
    },
  ).optional(),
  timeZone: field(z.string().refine(isTimeZone, { error: `must be ${timeZoneForm}` }), {
    description: "Time zone of the schedule.",
    example: "Europe/Berlin",
    form: timeZoneForm,
    fix: 'use a name such as "Europe/Berlin"',
    default: "`Etc/UTC`",
  }).optional(),
  run: trainingFields.run.unwrap().optional(),
  shards: numberField(1, 10_000, {
    description:
      "Number of shards of the input. `SHARD_INDEX` contains the index of the pod's shard, from 0, and `SHARD_COUNT` the number of shards.",
    example: 8,
  }).default(1),
  parallelism: numberField(1, 1000, {
    description: "Number of shards that run at the same time, each in a pod.",
    example: 4,
    default: "all shards, at most 10",
  }).optional(),
  retries: numberField(0, 100, {
    description:
      "Number of retries of a failed shard. Each shard is counted separately. The loss of a node does not count.",
    example: 2,
  }).default(2),
  deadlineHours: trainingFields.deadlineHours,
  ...placementFields,
  resources: trainingFields.resources,
  ...environmentFields,
  user: trainingFields.user,
  runbooks: runbooksField,
  transform: transformField({
    job: childTransform("k8s.batch.v1.JobArgs"),
    cronJob: childTransform("k8s.batch.v1.CronJobArgs"),
  }),
});

export type BatchPredictionArgs = z.input<typeof schema>;
/** With defaults. */
export type BatchPredictionArguments = z.output<typeof schema>;

const where = ["accelerator", "acceleratorCount", "pool", "workspace"] as const;

export const batchPredictionKind: WorkloadKind<typeof schema> = {
  name: "BatchPrediction",
  description: "Batch prediction with a registered model for files in the bucket, on a schedule or once.",
  page: "batch-prediction.md",
  schema,
  // Names of Jobs are nine characters longer, and host names of pods up to six more. A label has at most 63.
  longestName: () => 46,
  checks: [
    { reads: [...where], find: (args) => predictionPlacement(args).problems },
    {
      reads: ["resources", ...where, "parallelism", "shards", "model"],
      find: (args) => predictionResources(args).problems,
    },
    {
      reads: ["environment", "secrets", "workspace", "model"],
      find: (args) => environmentVariableProblems(args, platformVariables(args)),
    },
    {
      reads: ["parallelism", "shards"],
      find: ({ parallelism = 1, shards }) =>
        issueIf(parallelism > shards, { message: `must be at most shards, ${shards}`, fix: `use ${shards} or less` }),
    },
    {
      reads: ["deadlineHours", "model.sizeGibibytes"],
      find: ({ deadlineHours, model: { sizeGibibytes } }) => {
        const fetchSeconds = fetchDeadlineSeconds(sizeGibibytes);
        const fewest = Math.ceil(fetchSeconds / 36) / 100;
        return issueIf(deadlineHours * 3600 < fetchSeconds, {
          message: `must be at least ${fewest}: to fetch a model of ${sizeGibibytes} GiB may take ${fetchSeconds} seconds`,
          fix: `use ${fewest} or more`,
        });
      },
    },
    {
      reads: ["timeZone", "schedule"],
      find: ({ timeZone, schedule }) =>
        issueIf(timeZone !== undefined && schedule === undefined, {
          message: "must not be set without schedule",
          fix: "add schedule, or remove timeZone",
        }),
    },
    {
      reads: ["run", "schedule"],
      find: ({ run, schedule }) =>
        issueIf(run !== undefined && schedule !== undefined, {
          message: "must not be set with a schedule: each time of the schedule is a run",
          fix: "remove run, or remove schedule",
        }),
    },
    {
      reads: ["transform", "schedule"],
      find: ({ transform = {}, schedule }) => {
        const [unused, used] = schedule === undefined ? (["cronJob", "job"] as const) : (["job", "cronJob"] as const);
        return issueIf(transform[unused] !== undefined, {
          path: ["transform", unused],
          message: `must not be set ${schedule === undefined ? "without" : "with"} a schedule: there is no such object`,
          fix: `write transform.${used}`,
        });
      },
    },
    {
      reads: ["output", "input"],
      find: ({ input, output }) =>
        issueIf(`${output}/`.startsWith(`${input}/`), {
          message: "must not be a folder of input: the next run would read the results of this run",
          fix: "use a folder outside of input",
        }),
    },
  ],
};

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    // JavaScript also accepts offsets, which Kubernetes rejects.
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
