import type { PlannedResource } from "../../document";

/**
 * Direct dependencies of each resource, by index. Transitive ones are removed: a component's
 * `dependsOn` includes all of its descendants.
 */
export function directNeeds(
  resources: readonly Pick<PlannedResource, "dependsOn">[],
  places: ReadonlyMap<string, number>,
): number[][] {
  const needs = resources.map(({ dependsOn }) => dependsOn.flatMap((urn) => places.get(urn) ?? []));
  // One bit for each resource.
  const words = Math.ceil(resources.length / 32);
  const reached = new Map<number, Uint32Array>();
  const reach = (place: number): Uint32Array => {
    const known = reached.get(place);
    if (known) return known;
    const own = new Uint32Array(words);
    reached.set(place, own);
    for (const need of needs[place] ?? []) {
      own[need >>> 5] = (own[need >>> 5] ?? 0) | (1 << (need & 31));
      const further = reach(need);
      for (let word = 0; word < words; word++) own[word] = (own[word] ?? 0) | (further[word] ?? 0);
    }
    return own;
  };
  const reaches = (place: number, other: number) => ((reach(place)[other >>> 5] ?? 0) & (1 << (other & 31))) !== 0;
  return needs.map((own) => own.filter((need) => !own.some((other) => other !== need && reaches(other, need))));
}
