import type { Graph } from "./subject";

/**
 * Caches a function of a graph and a key. A rule judges every resource of a graph, and compares each with values that
 * do not change.
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
