import type * as k8s from "@pulumi/kubernetes";
import { z } from "zod";
import { environmentVariableProblems } from "../../../core/kubernetes/environmentVariables";
import { issueIf } from "../../../core/schema/crossField";
import { field, numberField } from "../../../core/schema/fields";
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

const scheduleForm = "a schedule in five fields of cron that is due some day";
const timeZoneForm = "a time zone of the IANA database";

const schema = z.strictObject({
  ...commonFields,
  image: imageField("Image of the program, which reads the model below `MODEL_PATH` and predicts one shard."),
  command: textsField("What runs in place of the image's entry point.", ["python", "predict.py"], "the image's own"),
  args: textsField("Arguments of the command.", ["--batch", "64"], "the image's own, or none where `command` is given"),
  model: registeredModelField,
  input: teamPath(
    "Folder of the input in the team's part of the bucket. The program finds it in `INPUT_URI`.",
    "batches/churn/input",
  ),
  output: teamPath(
    "Folder of the output in the team's part of the bucket. Each run has a folder of its own below it, in `OUTPUT_URI`.",
    "batches/churn/output",
  ),
  schedule: field(
    z.string().refine((text) => parseCron(text) !== undefined, { error: `must be ${scheduleForm}` }),
    {
      description: "When it runs: minute, hour, day of the month, month, day of the week, as cron has them.",
      example: "0 3 * * *",
      form: scheduleForm,
      fix: 'write five fields, such as "0 3 * * *" for three o\'clock every night',
      default: "it runs once, when it is made",
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
      "Parts of the input. The program finds its own in `SHARD_INDEX`, from 0, and their number in `SHARD_COUNT`.",
    example: 8,
  }).default(1),
  parallelism: numberField(1, 1000, {
    description: "Shards at the same time, each a pod.",
    example: 4,
    default: "all of them, 10 at most",
  }).optional(),
  retries: numberField(0, 100, {
    description: "Tries of a shard after the first that failed; those of other shards and lost nodes do not count.",
    example: 2,
  }).default(2),
  deadlineHours: trainingFields.deadlineHours,
  ...placementFields,
  resources: trainingFields.resources,
  ...environmentFields,
  user: trainingFields.user,
  runbooks: runbooksField,
  transform: transformField({
    job: childTransform<k8s.batch.v1.JobArgs>(),
    cronJob: childTransform<k8s.batch.v1.CronJobArgs>(),
  }),
});

export type BatchPredictionArgs = z.input<typeof schema>;
/** With defaults. */
export type BatchPredictionArguments = z.output<typeof schema>;

const where = ["accelerator", "acceleratorCount", "pool", "workspace"] as const;

export const batchPredictionKind: WorkloadKind<typeof schema> = {
  name: "BatchPrediction",
  description: "Predictions of a registered model for files in the bucket, on a schedule or once.",
  page: "batch-prediction.md",
  schema,
  // A Job's name has nine characters more, and its pods' host names up to six after them: a label holds 63.
  longestName: () => 46,
  checks: [
    { reads: [...where], find: (args) => predictionPlacement(args).problems },
    {
      reads: ["resources", ...where, "parallelism", "shards"],
      find: (args) => predictionResources(args).problems.map(ofParallelism),
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
      reads: ["timeZone", "schedule"],
      find: ({ timeZone, schedule }) =>
        issueIf(timeZone !== undefined && schedule === undefined, {
          message: "must be left out where schedule is",
          fix: "write schedule, or leave timeZone out",
        }),
    },
    {
      reads: ["run", "schedule"],
      find: ({ run, schedule }) =>
        issueIf(run !== undefined && schedule !== undefined, {
          message: "must be left out: each time of the schedule is a run",
          fix: "leave run out, or leave schedule out",
        }),
    },
    {
      reads: ["transform", "schedule"],
      find: ({ transform = {}, schedule }) => {
        const [unused, made] = schedule === undefined ? (["cronJob", "job"] as const) : (["job", "cronJob"] as const);
        return issueIf(transform[unused] !== undefined, {
          path: ["transform", unused],
          message: `must be left out ${schedule === undefined ? "without" : "with"} a schedule: there is no such object`,
          fix: `write transform.${made}`,
        });
      },
    },
    {
      reads: ["output", "input"],
      find: ({ input, output }) =>
        issueIf(`${output}/`.startsWith(`${input}/`), {
          message: "must not lie in input: the next run would read what this one writes",
          fix: "use a folder beside input",
        }),
    },
  ],
};

/** What a training job calls nodes are shards at the same time here. */
function ofParallelism<Found extends { readonly path?: readonly PropertyKey[]; readonly fix: string }>(
  issue: Found,
): Found {
  return issue.path?.[0] === "nodes"
    ? { ...issue, path: ["parallelism"], fix: issue.fix.replace("lower nodes", "lower parallelism") }
    : issue;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    // JavaScript takes offsets too, and Kubernetes takes names alone, not its node's own.
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
