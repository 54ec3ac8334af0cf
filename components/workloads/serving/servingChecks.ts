import { type Placement, placement } from "../../compute/placement";
import { acceleratorQuotaProblems } from "../../tenancy/teamQuota";
import type { Workspace } from "../../tenancy/workspace";
import type { ArgumentCheck } from "../kind";

interface Placed {
  readonly workspace: Workspace;
  readonly accelerator?: string | undefined;
  readonly acceleratorCount?: number | undefined;
  readonly pool?: string | undefined;
}

const where = ["accelerator", "acceleratorCount", "pool", "workspace"] as const;

/** Where a model's servers run. */
export function servingPlacement({ accelerator, acceleratorCount, pool, workspace }: Placed): Placement {
  return placement({ accelerator, acceleratorCount, pool, purpose: "serving" }, workspace.pools);
}

/**
 * What is wrong with where a model's servers run, and with how many of them there are.
 *
 * @param pods The most pods at the same time while the smallest number of them is updated, and the arguments that decide it.
 */
export function servingChecks<Args extends Placed>(pods: {
  readonly reads: readonly string[];
  count(args: Args): number;
}): readonly ArgumentCheck<Args>[] {
  return [
    { reads: where, find: (args) => servingPlacement(args).problems },
    {
      reads: [...where, ...pods.reads],
      find: (args) => {
        const { team, quota } = args.workspace;
        return acceleratorQuotaProblems({ team: team.team, quota }, servingPlacement(args).resources, pods.count(args));
      },
    },
  ];
}
