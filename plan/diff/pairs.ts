import { urnOf } from "../../core/graph/registration";
import type { ComparedResource } from "./change";

/** One resource in two plans. */
export interface Pair {
  readonly before: ComparedResource;
  readonly after: ComparedResource;
}

export interface Pairs {
  readonly pairs: readonly Pair[];
  readonly created: readonly ComparedResource[];
  readonly deleted: readonly ComparedResource[];
}

/** Finds each resource of a plan in an earlier plan: by its URN, or by a former URN from an alias. */
export function pairUp(before: readonly ComparedResource[], after: readonly ComparedResource[]): Pairs {
  const earlier = new Map(before.map((resource) => [resource.urn, resource]));
  const staying = new Set(after.map(({ urn }) => urn));
  const aliases = formerUrns(after);
  const taken = new Set<string>();
  const pairs: Pair[] = [];
  const created: ComparedResource[] = [];
  for (const resource of after) {
    const former = [resource.urn, ...(aliases.get(resource.urn) ?? [])].find(
      (urn) => earlier.has(urn) && !taken.has(urn) && (urn === resource.urn || !staying.has(urn)),
    );
    const found = former === undefined ? undefined : earlier.get(former);
    if (!found) created.push(resource);
    else {
      taken.add(found.urn);
      pairs.push({ before: found, after: resource });
    }
  }
  return { pairs, created, deleted: before.filter(({ urn }) => !taken.has(urn)) };
}

/**
 * Returns the URNs that each resource may have had, by its current URN. In the engine, a child follows its parent's
 * alias: its URN contains the parent's type, and its name may begin with the parent's name.
 */
function formerUrns(resources: readonly ComparedResource[]): ReadonlyMap<string, readonly string[]> {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const known = new Map<string, readonly string[]>();
  const formerOf = (resource: ComparedResource): readonly string[] => {
    const already = known.get(resource.urn);
    if (already) return already;
    const parent = resource.parent === null ? undefined : byUrn.get(resource.parent);
    const inherited = parent ? formerOf(parent).map((urn) => followParent(resource, parent, urn)) : [];
    // A resource that was renamed together with its parent has a former URN that combines both aliases.
    const combined = parent
      ? resource.options.aliases.flatMap((own) =>
          formerOf(parent).map((urn) => followParent({ ...resource, ...partsOf(own) }, parent, urn)),
        )
      : [];
    const former = [...new Set([...resource.options.aliases, ...inherited, ...combined])];
    known.set(resource.urn, former);
    return former;
  };
  for (const resource of resources) formerOf(resource);
  return known;
}

function followParent(
  { type, name }: Pick<ComparedResource, "type" | "name">,
  parent: ComparedResource,
  parentUrn: string,
): string {
  const [stack, project] = parentUrn.replace(/^urn:pulumi:/, "").split("::");
  const parentName = partsOf(parentUrn).name;
  const followed = name.startsWith(parent.name) ? `${parentName}${name.slice(parent.name.length)}` : name;
  return urnOf(stack ?? "", project ?? "", type, followed, parentUrn);
}

/** Returns type and name of a URN. A name may contain `::`. */
function partsOf(urn: string): { type: string; name: string } {
  const [, , qualifiedType = "", ...name] = urn.split("::");
  return { type: qualifiedType.split("$").at(-1) ?? "", name: name.join("::") };
}
