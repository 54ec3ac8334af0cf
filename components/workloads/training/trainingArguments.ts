import { z } from "zod";
import { field, numberField, textField } from "../../../core/schema/fields";
import { environmentFields, imageField, placementFields, textsField } from "../fields";
import { teamPath } from "../teamPath";

/** Name of a data set. It is part of an environment variable, a volume's name and a path. */
const dataSetName = /^[a-z](?:[a-z0-9-]{0,40}[a-z0-9])?$/;

/** Name of a PersistentVolumeClaim in the team's namespace. */
const claimSource = z.strictObject({
  claim: textField(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/, "the name of a PersistentVolumeClaim in the namespace", {
    description: "Name of a PersistentVolumeClaim in the namespace.",
    example: "images",
    fix: "use the name of a PersistentVolumeClaim in the namespace, such as images",
  }),
});
export type ClaimSource = z.output<typeof claimSource>;

function amountField(minimum: number, unit: string, description: string, defaultNote: string) {
  const form = `a number of ${unit} from ${minimum}`;
  return field(z.number().min(minimum, { error: `must be ${form}` }), {
    description,
    form,
    fix: `use a number from ${minimum}`,
    default: defaultNote,
  }).optional();
}

const share = "the share of the node that corresponds to the accelerators";

/** The longest deadline: one year. */
const mostHours = 8760;
const deadlineForm = `a number of hours above 0, ${mostHours} at most`;

function deadlineHours() {
  const error = `must be ${deadlineForm}`;
  return z.number().gt(0, { error }).max(mostHours, { error });
}

/** Resources of the training program on each node. */
const trainingResources = z.strictObject({
  vcpus: amountField(0.1, "vCPUs", "Requested vCPUs, without a limit.", share),
  memoryGibibytes: amountField(0.125, "GiB", "Requested memory and its limit, GiB, including `/dev/shm`.", share),
  sharedMemoryGibibytes: amountField(
    0.0625,
    "GiB",
    "Maximum size of `/dev/shm`, GiB. It is part of the memory.",
    "a quarter of the memory",
  ),
  scratchGibibytes: amountField(0.0625, "GiB", "Maximum size of `/tmp` on the disk of the node, GiB.", "20"),
});
export type TrainingResources = z.output<typeof trainingResources>;

/** Arguments of every kind of training. */
export const trainingFields = {
  image: imageField("Image of the program, with a tag other than `latest`, or preferably a digest."),
  command: textsField("Command that replaces the entry point of the image.", ["python", "train.py"], "the image's"),
  args: textsField("Arguments of the command.", ["--epochs", "3"], "the image's, or none if `command` is set"),
  ...placementFields,
  resources: field(trainingResources, {
    description: "Resources of the program on each node.",
    fix: "write amounts by name, such as { vcpus: 4, memoryGibibytes: 16 }",
  }).default({}),
  datasets: field(
    z.record(
      z.string().regex(dataSetName, { error: "must be lower-case letters, digits and hyphens, a letter first" }),
      field(z.union([teamPath("", "datasets/mnist"), claimSource]), {
        description: "Location of the data set.",
        form: "a path below the team's part of the bucket, or { claim }",
        fix: 'write a path such as "datasets/mnist", or { claim: "images" }',
      }),
    ),
    {
      description:
        "Data sets by name: a path below the team's part of the bucket, or `{ claim }`, which is mounted read-only at `/data/<name>`. The variable `DATASET_<NAME>` contains each location.",
      example: {},
      fix: 'write data sets by name, such as { mnist: "datasets/mnist" }',
    },
  ).default({}),
  checkpoints: field(z.union([teamPath("", "checkpoints/mnist"), claimSource, z.literal(false)]), {
    description:
      "Location of checkpoints: a path below the team's part of the bucket, or `{ claim }`, which is mounted at `/checkpoints`. `false` for a program without checkpoints, which must not run on spot capacity. The variable `CHECKPOINT_URI` contains the location, followed by the run.",
    form: "a path below the team's part of the bucket, { claim } or false",
    fix: 'write a path such as "checkpoints/mnist", { claim: "kept" } or false',
    default: "`checkpoints/<name>`",
  }).optional(),
  run: textField(
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
    "up to 63 letters, digits, dots, hyphens and underscores",
    {
      description: "Name of the run. A new value runs the job again, with its own checkpoints and outputs.",
      example: "2",
      fix: "begin and end with a letter or a digit, such as 2",
    },
  ).default("1"),
  deadlineHours: field(deadlineHours(), {
    description: "Time after which the job is stopped, hours. It includes the wait for nodes.",
    example: 24,
    form: deadlineForm,
    fix: "use a number above 0, such as 24",
  }).default(24),
  experiment: field(z.string().min(1, { error: "must not be empty" }), {
    description: "Name of the MLflow experiment.",
    example: "vision/mnist",
    fix: "name an experiment, such as vision/mnist",
    default: "`<team>/<name>`",
  }).optional(),
  ...environmentFields,
  user: numberField(1, 2_147_483_647, {
    description: "User ID and group ID of the program, not root.",
    example: 1000,
    fix: "use a user ID from 1: the namespace rejects root",
  }).default(1000),
};

const trainingArguments = z.object(trainingFields);
/** Arguments of training with defaults. */
export type TrainingArguments = z.output<typeof trainingArguments>;
