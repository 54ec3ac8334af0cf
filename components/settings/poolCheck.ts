import type { CrossFieldIssue } from "../../core/schema/crossField";
import { findInstanceType, type InstanceType } from "../compute/instanceCatalogue";
import type { PoolSettings } from "../compute/poolSettings";
import type { Settings } from "./schema";
import type { SettingsCheck } from "./settingsCheck";

/** A pool and the catalogue's entries of its instance types. */
export interface Candidate {
  readonly name: string;
  readonly pool: PoolSettings;
  readonly types: readonly InstanceType[];
  /** Returns the path of one of its settings. */
  at(...keys: PropertyKey[]): PropertyKey[];
}

/** Returns the issues of a pool. */
export type PoolCheck = (candidate: Candidate, settings: Settings) => readonly CrossFieldIssue[];

/**
 * A check of each pool. A pool with an instance type that is not in the catalogue is skipped: another check reports it.
 */
export function forPools(rule: PoolCheck): SettingsCheck {
  return {
    reads: ["compute.pools"],
    find: (settings) => candidates(settings).flatMap((candidate) => rule(candidate, settings)),
  };
}

/** Returns all pools whose instance types are in the catalogue. */
export function candidates({ compute }: Settings): Candidate[] {
  return Object.entries(compute.pools).flatMap(([name, pool]) => {
    const types = pool.instanceTypes.flatMap((type) => findInstanceType(type) ?? []);
    const at = (...keys: PropertyKey[]) => ["compute", "pools", name, ...keys];
    return types.length === pool.instanceTypes.length ? [{ name, pool, types, at }] : [];
  });
}
