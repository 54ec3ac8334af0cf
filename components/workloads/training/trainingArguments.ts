import { z } from "zod";
import { field, numberField, textField } from "../../../core/schema/fields";
import { environmentFields, imageField, placementFields, textsField } from "../fields";
import { teamPath } from "../teamPath";

/** What can be a name of a data set: it becomes part of a variable's name, of a volume's and of a path. */
const dataSetName = /^[a-z](?:[a-z0-9-]{0,40}[a-z0-9])?$/;

/** A PersistentVolumeClaim of the team's namespace, by its name. */
const claimSource = z.strictObject({
  claim: textField(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/, "the name of a PersistentVolumeClaim of the namespace", {
    description: "Name of a PersistentVolumeClaim of the namespace.",
    example: "images",
    fix: "name a PersistentVolumeClaim of the namespace, such as images",
  }),
});
export type ClaimSource = z.output<typeof claimSource>;

function amountField(minimum: number, unit: string, description: string, whereLeftOut: string) {
  const form = `a number of ${unit} from ${minimum}`;
  return field(z.number().min(minimum, { error: `must be ${form}` }), {
    description,
    form,
    fix: `use a number from ${minimum}`,
    default: whereLeftOut,
  }).optional();
}

const share = "the share of the node that goes with the accelerators";

/** The longest deadline: a year. */
const mostHours = 8760;
const deadlineForm = `a number of hours above 0, ${mostHours} at most`;

function deadlineHours() {
  const error = `must be ${deadlineForm}`;
  return z.number().gt(0, { error }).max(mostHours, { error });
}

/** What the training program gets of the node that it runs on. */
const trainingResources = z.strictObject({
  vcpus: amountField(0.1, "vCPUs", "vCPUs, without a limit.", share),
  memoryGibibytes: amountField(0.125, "GiB", "Request and limit, GiB, `/dev/shm` included.", share),
  sharedMemoryGibibytes: amountField(
    0.0625,
    "GiB",
    "The most that `/dev/shm` holds, which is part of the memory, GiB.",
    "a quarter of the memory",
  ),
  scratchGibibytes: amountField(0.0625, "GiB", "The most that `/tmp` holds, on the node's disk, GiB.", "20"),
});
export type TrainingResources = z.output<typeof trainingResources>;

/** What every kind of training takes. */
export const trainingFields = {
  image: imageField("Image of the program, with a tag other than `latest`, or better a digest."),
  command: textsField("What runs in place of the image's entry point.", ["python", "train.py"], "the image's own"),
  args: textsField("Arguments of the command.", ["--epochs", "3"], "the image's own, or none where `command` is given"),
  ...placementFields,
  resources: field(trainingResources, {
    description: "What each node gives to the program.",
    fix: "write amounts by name, such as { vcpus: 4, memoryGibibytes: 16 }",
  }).default({}),
  datasets: field(
    z.record(
      z.string().regex(dataSetName, { error: "must be lower-case letters, digits and hyphens, a letter first" }),
      field(z.union([teamPath("", "datasets/mnist"), claimSource]), {
        description: "A data set.",
        form: "a path below the team's part of the bucket, or { claim }",
        fix: 'write a path such as "datasets/mnist", or { claim: "images" }',
      }),
    ),
    {
      description:
        "Data sets by name: a path below the team's part of the bucket, or `{ claim }`, which is mounted to be read at `/data/<name>`. The program finds each in `DATASET_<NAME>`.",
      example: {},
      fix: 'write data sets by name, such as { mnist: "datasets/mnist" }',
    },
  ).default({}),
  checkpoints: field(z.union([teamPath("", "checkpoints/mnist"), claimSource, z.literal(false)]), {
    description:
      "Where checkpoints lie: a path below the team's part of the bucket, or `{ claim }`, which is mounted at `/checkpoints`. False for a program that has none, which no pool with spot capacity takes. The program finds it in `CHECKPOINT_URI`, the run's name at its end.",
    form: "a path below the team's part of the bucket, { claim } or false",
    fix: 'write a path such as "checkpoints/mnist", { claim: "kept" } or false',
    default: "`checkpoints/<name>`",
  }).optional(),
  run: textField(
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
    "up to 63 letters, digits, dots, hyphens and underscores",
    {
      description: "Another value runs the same job again, with checkpoints and outputs of its own.",
      example: "2",
      fix: "begin and end with a letter or a digit, such as 2",
    },
  ).default("1"),
  deadlineHours: field(deadlineHours(), {
    description: "Hours after which it is stopped, waiting for nodes included.",
    example: 24,
    form: deadlineForm,
    fix: "use a number above 0, such as 24",
  }).default(24),
  experiment: field(z.string().min(1, { error: "must not be empty" }), {
    description: "MLflow's experiment.",
    example: "vision/mnist",
    fix: "name an experiment, such as vision/mnist",
    default: "`<team>/<name>`",
  }).optional(),
  ...environmentFields,
  user: numberField(1, 2_147_483_647, {
    description: "Number of the user and group that the program runs as, not root.",
    example: 1000,
    fix: "use a user's number from 1: the namespace takes no root",
  }).default(1000),
};

const trainingArguments = z.object(trainingFields);
/** Arguments of training with their defaults. */
export type TrainingArguments = z.output<typeof trainingArguments>;
