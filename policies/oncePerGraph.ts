import type { Graph } from "./subject";

/**
 * A function of a graph and a key that computes each value once: a rule is asked about every resource, and what it compares
 * each with is the same all the while.
 */
export function oncePerGraph<Key, Value>(
  compute: (graph: Graph, key: Key) => Value,
): (graph: Graph, key: Key) => Value {
  const known = new WeakMap<Graph, Map<Key, Value>>();
  return (graph, key) => {
    const values = known.get(graph) ?? new Map<Key, Value>();
    known.set(graph, values);
    const found = values.get(key);
    if (found !== undefined) return found;
    const value = compute(graph, key);
    values.set(key, value);
    return value;
  };
}
