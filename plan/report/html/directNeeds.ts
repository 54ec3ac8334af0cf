import type { PlannedResource } from "../../document";

/**
 * What each resource waits for, without what another one that it waits for waits for already: a component's
 * `dependsOn` names all that is below it. By place.
 */
export function directNeeds(
  resources: readonly Pick<PlannedResource, "dependsOn">[],
  places: ReadonlyMap<string, number>,
): number[][] {
  const needs = resources.map(({ dependsOn }) => dependsOn.flatMap((urn) => places.get(urn) ?? []));
  const reached = new Map<number, Uint8Array>();
  const reach = (place: number): Uint8Array => {
    const known = reached.get(place);
    if (known) return known;
    const own = new Uint8Array(resources.length);
    reached.set(place, own);
    for (const need of needs[place] ?? []) {
      own[need] = 1;
      reach(need).forEach((value, index) => {
        if (value) own[index] = 1;
      });
    }
    return own;
  };
  return needs.map((own) => own.filter((need) => !own.some((other) => other !== need && reach(other)[need])));
}
