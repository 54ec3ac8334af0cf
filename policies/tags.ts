import { outputShapes } from "../core/graph/outputShapes";
import { fieldOf, isObject, isSet } from "./inputReaders";
import type { Graph, Subject } from "./subject";

/** Types that can bear tags: AWS says which they have in the end. */
export const taggableTypes = Object.entries(outputShapes).flatMap(([type, shape]) =>
  type.startsWith("aws:") && isObject(shape) && "tagsAll" in shape ? [type] : [],
);

/** Keys of the tags that AWS will show: the provider's, and over them the resource's own. */
export function tagsAfterAws({ knownInputs }: Subject, graph: Graph): ReadonlySet<string> {
  const own = fieldOf(knownInputs, "tags");
  const ownKeys = isObject(own) ? Object.keys(own) : [];
  const others = defaultTags(graph).filter((key) => !ownKeys.includes(key));
  return new Set([...ownKeys.filter((key) => isSet(own, key)), ...others]);
}

/** Tags that every provider of AWS adds: which of them makes a resource, rules do not see. */
function defaultTags(graph: Graph): readonly string[] {
  const [first = [], ...others] = graph.ofType("pulumi:providers:aws").map(({ knownInputs }) => {
    const tags = fieldOf(objectIn(fieldOf(knownInputs, "defaultTags")), "tags");
    return isObject(tags) ? Object.keys(tags).filter((key) => isSet(tags, key)) : [];
  });
  return first.filter((key) => others.every((keys) => keys.includes(key)));
}

/** Inputs of providers that are no text come as JSON. */
function objectIn(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
