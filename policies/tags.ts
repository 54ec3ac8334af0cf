import { outputShapes } from "../core/graph/outputShapes";
import { fieldOf, isObject, isSet } from "./inputReaders";
import type { Graph, Subject } from "./subject";

/** Resource types that support tags: those whose outputs include `tagsAll`. */
export const taggableTypes = Object.entries(outputShapes).flatMap(([type, shape]) =>
  type.startsWith("aws:") && isObject(shape) && "tagsAll" in shape ? [type] : [],
);

/** Returns the keys of the tags that the resource will have: its own and the provider's default tags. */
export function tagsAfterAws({ knownInputs }: Subject, graph: Graph): ReadonlySet<string> {
  const own = fieldOf(knownInputs, "tags");
  const ownKeys = isObject(own) ? Object.keys(own) : [];
  const others = defaultTags(graph).filter((key) => !ownKeys.includes(key));
  return new Set([...ownKeys.filter((key) => isSet(own, key)), ...others]);
}

/** Returns the tags that all AWS providers add. Rules do not know which provider creates a resource. */
function defaultTags(graph: Graph): readonly string[] {
  const [first = [], ...others] = graph.ofType("pulumi:providers:aws").map(({ knownInputs }) => {
    const tags = fieldOf(objectIn(fieldOf(knownInputs, "defaultTags")), "tags");
    return isObject(tags) ? Object.keys(tags).filter((key) => isSet(tags, key)) : [];
  });
  return first.filter((key) => others.every((keys) => keys.includes(key)));
}

/** Parses a provider input. Pulumi passes inputs of providers as JSON text. */
function objectIn(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
