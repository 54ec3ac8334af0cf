import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadArgs } from "../workload";

/** A PersistentVolumeClaim of the team's namespace, by its name. */
export interface ClaimSource {
  readonly claim: string;
}

/** A value of a Secret of the team's namespace, made by an ExternalSecret or otherwise. */
export interface SecretValue {
  readonly secret: string;
  readonly key: string;
}

/** What the training program gets of the node that it runs on. */
export interface TrainingResources {
  /** @default - the share of the node, see `TrainingArgs.resources` */
  readonly vcpus?: number | undefined;
  /** Request and limit, `/dev/shm` included. @default - the share of the node, see `TrainingArgs.resources` */
  readonly memoryGibibytes?: number | undefined;
  /** The most that `/dev/shm` holds, which is part of the memory. @default - a quarter of the memory */
  readonly sharedMemoryGibibytes?: number | undefined;
  /** The most that `/tmp` holds, on the node's disk. @default 20 */
  readonly scratchGibibytes?: number | undefined;
}

/** What every kind of training takes. */
export interface TrainingArgs extends WorkloadArgs {
  /** With a tag other than `latest`, or better a digest. */
  readonly image: pulumi.Input<string>;
  /** What runs in place of the image's entry point. @default - the image's own */
  readonly command?: readonly string[] | undefined;
  /** Its arguments. @default - none, or the image's own where `command` is left out */
  readonly args?: readonly string[] | undefined;
  /** Maker and name of an accelerator of a pool: `nvidia-l4`. @default - none */
  readonly accelerator?: string | undefined;
  /** Accelerators of each node. @default 1, where `accelerator` is given */
  readonly acceleratorCount?: number | undefined;
  /** The pool by name. @default - any that has what is asked for, those of purpose `training` before others */
  readonly pool?: string | undefined;
  /**
   * What each node gives to the program.
   *
   * @default - of the smallest instance type of the pool that has enough accelerators, what is left after the node's own
   * needs: all of it, or the part that goes with the accelerators asked for
   */
  readonly resources?: TrainingResources | undefined;
  /**
   * Data sets by name: a path below the team's part of the bucket, or a claim, which is mounted to be read at
   * `/data/<name>`. The program finds each in `DATASET_<NAME>`. @default - none
   */
  readonly datasets?: Readonly<Record<string, string | ClaimSource>> | undefined;
  /**
   * Where checkpoints lie: a path below the team's part of the bucket, or a claim, which is mounted at `/checkpoints`.
   * The program finds it in `CHECKPOINT_URI`, the run's name at its end. False for a program that has none, which no pool
   * with spot capacity takes. @default - `checkpoints/<name>`
   */
  readonly checkpoints?: string | ClaimSource | false | undefined;
  /** Another value runs the same job again, with checkpoints and outputs of its own. @default "1" */
  readonly run?: string | undefined;
  /** Hours after which it is stopped, waiting for nodes included. @default 24 */
  readonly deadlineHours?: number | undefined;
  /** MLflow's experiment. @default - `<team>/<name>` */
  readonly experiment?: string | undefined;
  /** Further environment variables, nothing secret. @default - none */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Environment variables out of Secrets of the namespace. @default - none */
  readonly secrets?: Readonly<Record<string, SecretValue>> | undefined;
  /** Number of the user and group that the program runs as, not root. @default 1000 */
  readonly user?: number | undefined;
}

export const defaultRun = "1";
export const defaultDeadlineHours = 24;
export const defaultUser = 1000;
