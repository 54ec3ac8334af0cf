import { isJsonObject, type JsonObject } from "../../core/json/json";
import { hasUnknown } from "../hiddenInputs";

const namespaceType = "kubernetes:core/v1:Namespace";

/** The fields of a resource that determine its namespace. */
interface Placed {
  readonly urn: string;
  readonly type: string;
  readonly inputs: JsonObject;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/**
 * Returns the inputs with the name of the Namespace instead of its output. A preview does not know the output, and
 * rules on a whole stack need the name to relate objects.
 */
export function withResolvedNamespace(resource: Placed, byUrn: ReadonlyMap<string, Placed>): JsonObject {
  const { inputs, propertyDependencies } = resource;
  const { metadata } = inputs;
  if (!isJsonObject(metadata) || typeof metadata.namespace !== "string" || !hasUnknown(metadata.namespace))
    return inputs;
  const names = (propertyDependencies.metadata ?? []).flatMap((urn) => {
    const behind = byUrn.get(urn);
    const named = behind?.type === namespaceType ? behind.inputs.metadata : undefined;
    return isJsonObject(named) && typeof named.name === "string" && !hasUnknown(named.name) ? [named.name] : [];
  });
  const [name] = names;
  return names.length === 1 && name !== undefined ? { ...inputs, metadata: { ...metadata, namespace: name } } : inputs;
}
