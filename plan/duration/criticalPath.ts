import type { Registration } from "../../core/graph/registration";

/** One resource of a chain, and how long its creation takes. */
export interface Step {
  readonly urn: string;
  readonly seconds: number;
}

/** The time that `pulumi up` needs at least: resources without dependencies between them are created at the same time. */
export interface Duration {
  /** Whole minutes, rounded up. */
  readonly minutes: number;
  /** The longest chain of dependencies, in the order of creation. */
  readonly chain: readonly Step[];
}

/** One operation of a chain. A replacement is a creation, and a deletion at the end. */
export interface ChangeStep extends Step {
  readonly operation: "create" | "update" | "replace" | "delete";
}

/** The time that `pulumi up` needs at least for a change. */
export interface ChangeDuration {
  /** Whole minutes, rounded up, if nothing is replaced that only may be. */
  readonly minutes: number;
  /** Whole minutes, rounded up, if everything is replaced that may be. */
  readonly maximum: number;
  /** The longest chain for `minutes`: creations, updates and replacements in their order, then deletions in theirs. */
  readonly chain: readonly ChangeStep[];
}

interface Dependent extends Pick<Registration, "dependsOn" | "propertyDependencies"> {
  readonly provider?: string | null | undefined;
}

interface Node extends Dependent, Pick<Registration, "urn" | "custom"> {}

/**
 * Finds the chain of dependencies that takes longest.
 *
 * @param secondsOf Seconds for one resource. 0 for a resource that does not change.
 */
export function criticalPath<Resource extends Node>(
  resources: readonly Resource[],
  secondsOf: (resource: Resource) => number,
): Duration {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const ends = new Map<string, { readonly end: number; readonly after: string | undefined }>();
  const endOf = (resource: Resource): number => {
    const found = ends.get(resource.urn);
    if (found) return found.end;
    // Registered before its dependencies, so that a cycle ends instead of recursing forever.
    ends.set(resource.urn, { end: 0, after: undefined });
    let [start, after]: [number, string | undefined] = [0, undefined];
    for (const urn of dependenciesOf(resource)) {
      const dependency = byUrn.get(urn);
      const end = dependency ? endOf(dependency) : 0;
      if (end > start) [start, after] = [end, urn];
    }
    const end = start + (resource.custom ? secondsOf(resource) : 0);
    ends.set(resource.urn, { end, after });
    return end;
  };
  let last: Resource | undefined;
  for (const resource of resources) {
    if (last === undefined || endOf(resource) > endOf(last)) last = resource;
  }
  const chain: Step[] = [];
  for (let at = last; at; at = byUrn.get(ends.get(at.urn)?.after ?? "")) {
    const seconds = at.custom ? secondsOf(at) : 0;
    if (seconds > 0) chain.unshift({ urn: at.urn, seconds });
  }
  return { minutes: Math.ceil((last ? endOf(last) : 0) / 60), chain };
}

/** Returns the URNs on which a resource depends, each once. */
export function dependenciesOf({ dependsOn, propertyDependencies, provider }: Dependent): ReadonlySet<string> {
  return new Set([...dependsOn, ...Object.values(propertyDependencies).flat(), ...(provider ? [provider] : [])]);
}
