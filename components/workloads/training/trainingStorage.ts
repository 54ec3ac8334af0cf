import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { teamPrefix } from "../../tenancy/teamNames";
import type { ClaimSource, TrainingArguments } from "./trainingArguments";

export interface StorageRequest extends Pick<TrainingArguments, "datasets" | "checkpoints" | "run"> {
  /** Name of the workload's objects. */
  readonly name: string;
  readonly team: string;
  readonly bucketName: pulumi.Input<string>;
}

/** Where data, checkpoints and outputs are, for the program and for its pod. */
export interface TrainingStorage {
  /** Environment variables by name. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  readonly volumes: types.input.core.v1.Volume[];
  readonly volumeMounts: types.input.core.v1.VolumeMount[];
  /** The value of `CHECKPOINT_URI`; undefined for a program without checkpoints. */
  readonly checkpoints: pulumi.Output<string> | undefined;
  /** The value of `OUTPUT_URI`. */
  readonly outputs: pulumi.Output<string>;
}

const dataFolder = "/data";
const checkpointFolder = "/checkpoints";

/**
 * The program reads and writes S3 itself, by the role of the team's service account. Nothing mounts the bucket or copies
 * from it: a mount needs privileges that the namespace refuses and has no atomic renames, which checkpoints rely on; a copy
 * keeps an accelerator waiting and needs a disk as large as the data.
 */
export function trainingStorage(request: StorageRequest): TrainingStorage {
  const { name, team, bucketName, run, datasets } = request;
  const checkpoints = request.checkpoints ?? `checkpoints/${name}`;
  const inBucket = (path: string) => pulumi.interpolate`s3://${bucketName}/${teamPrefix(team)}/${path}`;
  const claims = [
    ...Object.entries(datasets).flatMap(([dataset, source]) =>
      typeof source === "string"
        ? []
        : [{ ...source, volume: `data-${dataset}`, path: `${dataFolder}/${dataset}`, readOnly: true }],
    ),
    ...(isClaim(checkpoints)
      ? [{ ...checkpoints, volume: "checkpoints", path: checkpointFolder, readOnly: false }]
      : []),
  ];
  const checkpointUri = isClaim(checkpoints)
    ? pulumi.output(`${checkpointFolder}/${name}/${run}`)
    : checkpoints === false
      ? undefined
      : inBucket(`${checkpoints}/${run}`);
  const outputs = inBucket(`outputs/${name}/${run}`);
  return {
    environment: {
      ...Object.fromEntries(
        Object.entries(datasets).map(([dataset, source]) => [
          dataSetVariable(dataset),
          typeof source === "string" ? inBucket(source) : `${dataFolder}/${dataset}`,
        ]),
      ),
      ...(checkpointUri && { CHECKPOINT_URI: checkpointUri }),
      OUTPUT_URI: outputs,
    },
    volumes: claims.map(({ volume, claim, readOnly }) => ({
      name: volume,
      persistentVolumeClaim: { claimName: claim, ...(readOnly && { readOnly }) },
    })),
    volumeMounts: claims.map(({ volume, path, readOnly }) => ({
      name: volume,
      mountPath: path,
      ...(readOnly && { readOnly }),
    })),
    checkpoints: checkpointUri,
    outputs,
  };
}

/** Variable in which the program finds a data set: `DATASET_IMAGE_NET` for `image-net`. */
function dataSetVariable(dataset: string): string {
  return `DATASET_${dataset.toUpperCase().replaceAll("-", "_")}`;
}

function isClaim(source: string | ClaimSource | false): source is ClaimSource {
  return typeof source === "object";
}
