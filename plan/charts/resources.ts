import type { PlannedRelease } from "../../core/charts/release";
import { noOptions, type Registration, urnOf } from "../../core/graph/registration";
import type { JsonObject } from "../../core/json/json";
import { objectOf } from "../../core/json/reading";
import { groupAndKind } from "./scopes";

/** The objects of a Release as resources of the plan, with URNs that are equal in the next plan. */
export function renderedResources(
  { resource, namespace }: PlannedRelease,
  objects: readonly JsonObject[],
  clusterKinds: ReadonlySet<string>,
): Registration[] {
  const taken = new Map<string, number>();
  return objects.map((object) => {
    const manifest = clusterKinds.has(groupAndKind(object)) ? object : inNamespace(object, namespace);
    const type = typeOf(object);
    const base = nameOf(resource.name, namespace, manifest);
    // Helm rejects two objects with one name. Objects with generated names are merged here.
    const times = (taken.get(`${type} ${base}`) ?? 0) + 1;
    taken.set(`${type} ${base}`, times);
    const name = times === 1 ? base : `${base}-${times}`;
    const [, , stack = "", project = ""] = resource.urn.split(/::|:/);
    return {
      urn: urnOf(stack, project, type, name, resource.urn),
      type,
      name,
      parent: resource.urn,
      custom: true,
      provider: resource.provider,
      dependsOn: [resource.urn],
      propertyDependencies: {},
      inputs: manifest,
      outputs: undefined,
      options: noOptions,
      source: resource.source,
      renderedFrom: resource.urn,
    };
  });
}

/** Charts may omit the namespace: Helm sets that of the Release. */
function inNamespace(object: JsonObject, namespace: string): JsonObject {
  const metadata = objectOf(object.metadata);
  return { ...object, metadata: { ...metadata, namespace: metadata.namespace || namespace } };
}

function typeOf({ apiVersion, kind }: JsonObject): string {
  const version = String(apiVersion);
  return `kubernetes:${version.includes("/") ? version : `core/${version}`}:${kind}`;
}

/** `<release>-<kind>-<name>`, with the namespace in between if it is not the Release's. */
function nameOf(release: string, own: string, { kind, metadata }: JsonObject): string {
  const { name, generateName, namespace = own } = objectOf(metadata);
  const parts = [kind, ...(namespace === own ? [] : [namespace]), name ?? generateName ?? ""];
  // Separators of URNs and of tokens would change the URN.
  return [
    release,
    ...parts.map((part) =>
      String(part)
        .toLowerCase()
        .replace(/[^a-z0-9.-]+/g, "_"),
    ),
  ].join("-");
}
