import { parseAllDocuments } from "yaml";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";

/** YAML 1.1 tags that Kubernetes does not support or JSON cannot express: their values stay text. */
const textTags = new Set(["tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:binary"]);

/**
 * Parses the objects that Helm rendered, in its order. Lists are expanded.
 *
 * @throws Error if the text is not YAML, or a document is not an object.
 */
export function readObjects(text: string): JsonObject[] {
  return text
    .split(/^---(?=\s|$)/m)
    .map(withoutSchemas)
    .flatMap(readDocuments)
    .flatMap(objectsIn);
}

/** Kubernetes reads YAML 1.1: `on` is true and 0644 is 420. */
function readDocuments(text: string): Json[] {
  const documents = parseAllDocuments(text, {
    version: "1.1",
    uniqueKeys: false,
    logLevel: "silent",
    customTags: (tags) =>
      tags.filter((tag) => {
        if (typeof tag === "string") return true;
        const { tag: name, format } = tag;
        return !textTags.has(name) && format !== "TIME";
      }),
  });
  return [...documents].map((document): Json => {
    const [error] = document.errors;
    if (error) throw new Error(`the output of helm is not YAML: ${error.message.split("\n")[0]}`);
    return withoutNulls(document.toJS());
  });
}

/** Removes fields that are null, as the API server does before admission. Templates leave many. */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, withoutNulls(inner)]])),
  );
}

function objectsIn(value: Json): JsonObject[] {
  if (value === null) return [];
  if (!isJsonObject(value) || typeof value.kind !== "string" || typeof value.apiVersion !== "string") {
    throw new Error("the output of helm has a document that is not a Kubernetes object");
  }
  if (value.kind.endsWith("List") && Array.isArray(value.items)) return value.items.flatMap(objectsIn);
  return [value];
}

/**
 * Removes the schemas of a CRD. No rule reads them. Without this, they would take most of the plan's time and size.
 */
function withoutSchemas(text: string): string {
  if (!/^kind: ['"]?CustomResourceDefinition\b/m.test(text)) return text;
  const kept: string[] = [];
  let schemaIndent = Number.POSITIVE_INFINITY;
  for (const line of text.split("\n")) {
    const indent = line.search(/\S/);
    if (indent > schemaIndent || (indent < 0 && schemaIndent < Number.POSITIVE_INFINITY)) continue;
    const schema = /^(?<start>\s*(?:- )?)openAPIV3Schema:/.exec(line)?.groups?.start;
    schemaIndent = schema?.length ?? Number.POSITIVE_INFINITY;
    kept.push(schema === undefined ? line : `${schema}openAPIV3Schema: {}`);
  }
  return kept.join("\n");
}
