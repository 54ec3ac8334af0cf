import { type Placement, placement } from "../../compute/placement";
import type { Workspace } from "../../tenancy/workspace";
import type { RegisteredModel } from "../registeredModel/registeredModel";
import type { TrainingResources } from "../training/trainingArguments";
import { type ResolvedResources, trainingResources } from "../training/trainingResources";

interface Placed {
  readonly workspace: Workspace;
  readonly accelerator?: string | undefined;
  readonly acceleratorCount?: number | undefined;
  readonly pool?: string | undefined;
}

interface Sized extends Placed {
  readonly resources: TrainingResources;
  readonly shards: number;
  readonly parallelism?: number | undefined;
  readonly model: Pick<RegisteredModel, "sizeGibibytes">;
}

/** Default maximum of `parallelism`, which limits the share of the quota that a run uses. */
const defaultMaximumPods = 10;

/** Returns the number of pods that run at the same time. */
export function podsAtOnce({ shards, parallelism }: Pick<Sized, "shards" | "parallelism">): number {
  return parallelism ?? Math.min(shards, defaultMaximumPods);
}

/** Returns the placement of shards. Like training, they prefer pools for training. */
export function predictionPlacement({ accelerator, acceleratorCount, pool, workspace }: Placed): Placement {
  return placement({ accelerator, acceleratorCount, pool, purpose: "training" }, workspace.pools);
}

/** Returns the resources of each shard, and the problems of all simultaneous shards together. */
export function predictionResources(args: Sized): ResolvedResources {
  const { pools, quota, team } = args.workspace;
  return trainingResources({
    given: args.resources,
    placement: predictionPlacement(args),
    pools,
    team: team.team,
    quota,
    nodes: podsAtOnce(args),
    counted: "parallelism",
    otherDiskMebibytes: args.model.sizeGibibytes * 1024,
  });
}
