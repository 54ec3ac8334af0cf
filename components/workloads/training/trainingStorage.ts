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

/** Locations of data, checkpoints and outputs, as environment variables and as volumes. */
export interface TrainingStorage {
  /** Environment variables by name. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  readonly volumes: types.input.core.v1.Volume[];
  readonly volumeMounts: types.input.core.v1.VolumeMount[];
  /** Value of `CHECKPOINT_URI`. Undefined for a program without checkpoints. */
  readonly checkpoints: pulumi.Output<string> | undefined;
  /** Value of `OUTPUT_URI`. */
  readonly outputs: pulumi.Output<string>;
}

const dataFolder = "/data";
const checkpointFolder = "/checkpoints";

/**
 * Returns the storage of a training program. The program accesses S3 itself, with the role of the team's service
 * account. The bucket is not mounted: a mount needs privileges that the namespace denies, and it lacks atomic renames,
 * which checkpoints need. Data is not copied first: an accelerator would idle meanwhile, and the disk would have to
 * hold all data.
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

/** Returns the variable of a data set: `DATASET_IMAGE_NET` for `image-net`. */
function dataSetVariable(dataset: string): string {
  return `DATASET_${dataset.toUpperCase().replaceAll("-", "_")}`;
}

function isClaim(source: string | ClaimSource | false): source is ClaimSource {
  return typeof source === "object";
}
