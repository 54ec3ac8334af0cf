import * as pulumi from "@pulumi/pulumi";
import { regionVariables } from "../../kubernetes/awsRegion";
import { teamPrefix } from "../../tenancy/teamNames";
import type { Workspace } from "../../tenancy/workspace";
import { modelPath } from "../registeredModel/modelFetch";
import type { RegisteredModel } from "../registeredModel/registeredModel";

/** Arguments that the environment variables contain. */
export interface PredictionRun {
  readonly workspace: Pick<Workspace, "account" | "artifacts" | "team">;
  readonly model: Pick<RegisteredModel, "name" | "version">;
  /** Folders in the team's part of the bucket. */
  readonly input: string;
  readonly output: string;
  readonly shards: number;
}

/** Returns the URI of the folder in which each run has a folder of its own. */
export function outputUri({ workspace, output }: Pick<PredictionRun, "workspace" | "output">) {
  return inBucket(workspace, output);
}

function inBucket({ artifacts, team }: PredictionRun["workspace"], folder: string): pulumi.Output<string> {
  return pulumi.interpolate`s3://${artifacts.bucketName}/${teamPrefix(team.team)}/${folder}`;
}

/** Returns the names of the variables that the platform sets. */
export function platformVariables(args: PredictionRun): string[] {
  return ownEnvironment(args).map((variable) => variable.name);
}

/** Returns the variables that the platform sets. Kubernetes expands earlier variables in later ones. */
export function ownEnvironment(args: PredictionRun) {
  const { workspace, model, input, shards } = args;
  const { region } = workspace.account;
  const text = (variable: string, value: pulumi.Input<string>) => ({ name: variable, value });
  return [
    text("HOME", "/tmp"),
    ...Object.entries(regionVariables(region)).map(([variable, value]) => text(variable, value)),
    podField("JOB_NAME", "labels", "batch.kubernetes.io/job-name"),
    podField("JOB_UID", "labels", "batch.kubernetes.io/controller-uid"),
    podField("SHARD_INDEX", "annotations", "batch.kubernetes.io/job-completion-index"),
    text("SHARD_COUNT", String(shards)),
    // The Job's name sorts the runs of a schedule by time. The UID distinguishes the runs of a replaced Job.
    text("RUN", "$(JOB_NAME)-$(JOB_UID)"),
    text("MODEL_NAME", model.name),
    text("MODEL_VERSION", String(model.version)),
    text("MODEL_PATH", modelPath),
    text("INPUT_URI", inBucket(workspace, input)),
    text("OUTPUT_URI", pulumi.interpolate`${outputUri(args)}/$(RUN)`),
  ];
}

function podField(name: string, field: "labels" | "annotations", key: string) {
  return { name, valueFrom: { fieldRef: { fieldPath: `metadata.${field}['${key}']` } } };
}
