import { type Placement, placement } from "../../compute/placement";
import type { Workspace } from "../../tenancy/workspace";
import type { ArgumentCheck } from "../kind";

/** Arguments that determine the nodes of a model's servers. */
export interface Placed {
  readonly workspace: Workspace;
  readonly accelerator?: string | undefined;
  readonly acceleratorCount?: number | undefined;
  readonly pool?: string | undefined;
}

/** Names of the arguments of `Placed`. */
export const placedBy = ["accelerator", "acceleratorCount", "pool", "workspace"] as const;

/** Returns the placement of a model's servers. */
export function servingPlacement({ accelerator, acceleratorCount, pool, workspace }: Placed): Placement {
  return placement({ accelerator, acceleratorCount, pool, purpose: "serving" }, workspace.pools);
}

/** The rule about the placement of a model's servers. */
export const servingPlacementCheck: ArgumentCheck<Placed> = {
  reads: placedBy,
  find: (args) => servingPlacement(args).problems,
};
