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

/** Returns the placement of a model's servers. */
export function servingPlacement({ accelerator, acceleratorCount, pool, workspace }: Placed): Placement {
  return placement({ accelerator, acceleratorCount, pool, purpose: "serving" }, workspace.pools);
}

/**
 * Returns the rules about the placement and the number of a model's servers.
 *
 * @param pods Maximum number of pods during a rolling update of the minimum number, and the arguments that it depends on.
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
