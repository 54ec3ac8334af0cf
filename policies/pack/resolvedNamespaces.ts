import { isJsonObject, type JsonObject } from "../../core/json/json";
import { hasUnknown } from "../hiddenInputs";

const namespaceType = "kubernetes:core/v1:Namespace";

/** What of a resource tells where it is. */
interface Placed {
  readonly urn: string;
  readonly type: string;
  readonly inputs: JsonObject;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/**
 * Inputs with the namespace's name in place of an output of the namespace: a preview does not know that output, and rules
 * on a whole stack join objects by it.
 */
export function placedInputs(resource: Placed, byUrn: ReadonlyMap<string, Placed>): JsonObject {
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
