import { dependenciesOf, type Node, type Step } from "./steps";
import { Workers } from "./workers";

interface Deleted extends Node {
  readonly parent: string | null;
  readonly options: { readonly deletedWith: string | null };
}

/**
 * Estimates how long deletions take. Pulumi's engine deletes in rounds, dependents first: a round starts when all
 * deletions of the round before it have ended (`ScheduleDeletes` in pkg/resource/deploy/step_generator.go of Pulumi
 * 3.259.0).
 *
 * @param gone Resources that are deleted, and components that are removed.
 * @param secondsOf Seconds for the deletion of one resource.
 * @param parallel Number of operations at the same time.
 * @returns the deletion that ends last of each round that takes time.
 */
export function deletionRounds<Resource extends Deleted>(
  gone: readonly Resource[],
  secondsOf: (resource: Resource) => number,
  parallel: number,
): Step[] {
  return rounds(gone).flatMap((round) => {
    const workers = new Workers(Math.min(parallel, round.length));
    let last: Step | undefined;
    for (const resource of round) {
      const seconds = resource.custom ? secondsOf(resource) : 0;
      if (seconds === 0) continue;
      const waits = workers.run(0, seconds);
      if (!last || waits + seconds > last.waits + last.seconds) last = { urn: resource.urn, seconds, waits };
    }
    return last ? [last] : [];
  });
}

/** Returns the resources by round. A resource is one round before the earliest of its dependencies. */
function rounds<Resource extends Deleted>(gone: readonly Resource[]): Resource[][] {
  const byUrn = new Map(gone.map((resource) => [resource.urn, resource]));
  const depths = new Map<string, number>();
  const depthOf = (resource: Resource): number => {
    const known = depths.get(resource.urn);
    if (known !== undefined) return known;
    // Set before its dependencies, so that a cycle ends.
    depths.set(resource.urn, 0);
    const below = [...needed(resource)].flatMap((urn) => byUrn.get(urn) ?? []).map(depthOf);
    const depth = Math.max(-1, ...below) + 1;
    depths.set(resource.urn, depth);
    return depth;
  };
  const found: Resource[][] = [];
  for (const resource of gone) {
    const depth = depthOf(resource);
    found[depth] = [...(found[depth] ?? []), resource];
  }
  return found.reverse();
}

/** A resource is deleted before its parent, and before the resource that is deleted with it. */
function needed(resource: Deleted): readonly string[] {
  const { parent, options } = resource;
  return [
    ...dependenciesOf(resource),
    ...(parent ? [parent] : []),
    ...(options.deletedWith ? [options.deletedWith] : []),
  ];
}
