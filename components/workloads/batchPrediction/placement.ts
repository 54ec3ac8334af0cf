import { type Placement, placement } from "../../compute/placement";
import type { Workspace } from "../../tenancy/workspace";
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
}

/** Shards at the same time that nobody has asked for: a bound to what a run can take of the quota. */
const mostUnasked = 10;

/** Pods at the same time. */
export function podsAtOnce({ shards, parallelism }: Pick<Sized, "shards" | "parallelism">): number {
  return parallelism ?? Math.min(shards, mostUnasked);
}

/** Where shards run: jobs end, as training does. */
export function predictionPlacement({ accelerator, acceleratorCount, pool, workspace }: Placed): Placement {
  return placement({ accelerator, acceleratorCount, pool, purpose: "training" }, workspace.pools);
}

/** What each shard asks for, and what is wrong with all of them at the same time. */
export function predictionResources(args: Sized): ResolvedResources {
  const { pools, quota, team } = args.workspace;
  return trainingResources({
    given: args.resources,
    placement: predictionPlacement(args),
    pools,
    team: team.team,
    quota,
    nodes: podsAtOnce(args),
  });
}
