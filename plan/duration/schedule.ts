import { type Duration, dependenciesOf, minutesOf, type Node, type Step } from "./steps";
import { Workers } from "./workers";

/** When a resource is created or updated, in seconds since the start. */
interface Slot {
  /** When its last dependency ends. */
  readonly ready: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Estimates how long operations take along their dependencies. As in Pulumi's engine, an operation starts when its
 * dependencies have ended and a worker is free, in the order in which operations become ready. A component, or a
 * resource that does not change, takes no time and no worker.
 *
 * @param secondsOf Seconds for one resource. 0 for a resource that does not change.
 * @param parallel Number of operations at the same time.
 */
export function schedule<Resource extends Node>(
  resources: readonly Resource[],
  secondsOf: (resource: Resource) => number,
  parallel: number,
): Duration {
  const needed = new Map(resources.map((resource) => [resource.urn, dependenciesOf(resource)]));
  const slots = slotsOf(resources, needed, secondsOf, parallel);
  const chain: Step[] = [];
  let at = lastOf(needed.keys(), slots);
  while (at) {
    const [urn, { ready, start, end }] = at;
    if (end > start) chain.unshift({ urn, seconds: end - start, waits: start - ready });
    at = lastOf(needed.get(urn) ?? [], slots);
  }
  return { minutes: minutesOf(chain), parallel, chain };
}

/** Returns the slot of each resource. Resources in a cycle of dependencies never start, and have none. */
function slotsOf<Resource extends Node>(
  resources: readonly Resource[],
  needed: ReadonlyMap<string, ReadonlySet<string>>,
  secondsOf: (resource: Resource) => number,
  parallel: number,
): ReadonlyMap<string, Slot> {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const dependents = new Map<string, Resource[]>();
  const missing = new Map<string, number>();
  const workers = new Workers(Math.min(parallel, resources.length));
  const slots = new Map<string, Slot>();
  const queue: { readonly ready: number; readonly resource: Resource }[] = [];
  for (const resource of resources) {
    const known = [...(needed.get(resource.urn) ?? [])].filter((urn) => byUrn.has(urn));
    missing.set(resource.urn, known.length);
    if (known.length === 0) queue.push({ ready: 0, resource });
    for (const urn of known) {
      const others = dependents.get(urn);
      if (others) others.push(resource);
      else dependents.set(urn, [resource]);
    }
  }
  // Nothing that becomes ready later starts earlier, because workers take operations in this order.
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { ready, resource } = next;
    const seconds = resource.custom ? secondsOf(resource) : 0;
    const start = seconds > 0 ? workers.run(ready, seconds) : ready;
    slots.set(resource.urn, { ready, start, end: start + seconds });
    for (const dependent of dependents.get(resource.urn) ?? []) {
      const left = (missing.get(dependent.urn) ?? 0) - 1;
      missing.set(dependent.urn, left);
      if (left > 0) continue;
      const after = lastOf(needed.get(dependent.urn) ?? [], slots)?.[1].end ?? 0;
      const position = queue.findIndex((one) => one.ready > after);
      queue.splice(position < 0 ? queue.length : position, 0, { ready: after, resource: dependent });
    }
  }
  return slots;
}

/** Returns the resource that ends last, with its slot. Undefined if nothing before takes time. */
function lastOf(urns: Iterable<string>, slots: ReadonlyMap<string, Slot>): [string, Slot] | undefined {
  let last: [string, Slot] | undefined;
  for (const urn of urns) {
    const slot = slots.get(urn);
    if (slot && slot.end > (last?.[1].end ?? 0)) last = [urn, slot];
  }
  return last;
}
