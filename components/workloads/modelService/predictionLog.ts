import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { issueIf } from "../../../core/schema/crossField";
import { field } from "../../../core/schema/fields";
import { retentionDays } from "../../data/retention";
import { regionVariables } from "../../kubernetes/awsRegion";
import { predictionsPrefix } from "../../tenancy/teamNames";
import type { Workspace } from "../../tenancy/workspace";
import type { ArgumentCheck } from "../kind";

const days = retentionDays.join(", ");

const predictionLog = z.strictObject({
  sampleRate: field(
    z
      .number()
      .gt(0, { error: "must be a number above 0 and at most 1" })
      .max(1, { error: "must be a number above 0 and at most 1" }),
    {
      description: "Share of the requests whose predictions are written, above 0 and at most 1: 0.1 is 10 percent.",
      form: "a number above 0 and at most 1",
      example: 0.1,
      cost: "storage and requests of S3",
      fix: "use a share such as 0.1, or remove predictionLog to write nothing",
    },
  ).default(1),
  fields: field(
    z
      .array(
        field(z.string().regex(/^[^\s,](?:[^,]*[^\s,])?$/, { error: "must be the name of a column without commas" }), {
          description: "A column.",
          example: "contract",
          fix: "write the name of a column of the model, without spaces around it",
        }),
      )
      .readonly(),
    {
      description:
        'Columns of the model that are written. `["*"]` is all of them. None by default, because they can have personal data. Drift is measured only in columns that are written.',
      example: ["contract", "support_calls"],
      fix: 'list columns of the model, such as ["contract"], or write ["*"] for all of them',
    },
  ).default([]),
  retentionDays: field(z.literal(retentionDays, { error: `must be one of ${days}` }), {
    description: `Days after which S3 deletes the records: ${days}. Deleted records can be restored for one day more.`,
    form: `one of ${days}`,
    example: 30,
    fix: `use one of ${days}`,
  }).default(30),
});
export type PredictionLog = z.output<typeof predictionLog>;

/** Whether and how the server writes its predictions. */
export const predictionLogField = field(predictionLog, {
  description:
    "Log of the predictions and of the labels that clients report, in `teams/TEAM/predictions/NAME` of the bucket. The server writes it: see [Prediction log](prediction-log.md).",
  example: { sampleRate: 0.1, fields: ["contract"], retentionDays: 30 },
  exampleCode: '{ sampleRate: 0.1, fields: ["contract"], retentionDays: 30 }',
  default: "none",
  fix: "write { sampleRate: 1, fields: [], retentionDays: 30 }, or remove it to write nothing",
}).optional();

/** Rules of `predictionLog`. */
export const predictionLogCheck: ArgumentCheck<{ readonly predictionLog?: PredictionLog | undefined }> = {
  reads: ["predictionLog"],
  find: ({ predictionLog: log }) =>
    issueIf(log !== undefined && log.fields.length > 1 && log.fields.includes("*"), {
      path: ["predictionLog", "fields"],
      message: "must have no other column beside *, which is all of them",
      fix: 'write ["*"], or list columns without *',
    }),
};

/** Arguments of `predictionLogVariables`. */
export interface PredictionLogArgs {
  /** Name of the model's objects. */
  readonly objectName: string;
  /** Workspace of the team, with the bucket that the log is written to. */
  readonly workspace: Pick<Workspace, "account" | "artifacts" | "team">;
  /** What is logged. @default - nothing */
  readonly predictionLog?: PredictionLog | undefined;
}

/** Returns the variables by which the server knows where and what to write. None without `predictionLog`. */
export function predictionLogVariables({
  objectName,
  workspace: { account, artifacts, team },
  predictionLog: log,
}: PredictionLogArgs): Record<string, pulumi.Input<string>> {
  if (!log) return {};
  return {
    ...regionVariables(account.region),
    PREDICTION_LOG_FIELDS: log.fields.join(","),
    PREDICTION_LOG_RETENTION_DAYS: String(log.retentionDays),
    PREDICTION_LOG_SAMPLE_RATE: String(log.sampleRate),
    PREDICTION_LOG_URI: pulumi.interpolate`s3://${artifacts.bucketName}/${predictionsPrefix(team.team)}/${objectName}`,
  };
}
