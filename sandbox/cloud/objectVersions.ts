import type { ObjectVersion } from "./resourceType";

/** Returns the keys of objects whose newest version is not a delete marker. `versions` begins with the oldest. */
export function currentKeys(versions: readonly ObjectVersion[]): string[] {
  const newest = new Map(versions.map((version) => [version.key, version]));
  return [...newest.values()].filter(({ isMarker }) => !isMarker).map(({ key }) => key);
}
