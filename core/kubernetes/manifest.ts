import type { Registration } from "../graph/registration";
import type { JsonObject } from "../json/json";
import { objectOf, textOf } from "../json/reading";

/** A Kubernetes object as kubectl applies it. */
export interface KubernetesManifest extends JsonObject {
  apiVersion: string;
  kind: string;
  metadata: JsonObject;
}

/**
 * Returns the Kubernetes object of a resource, or undefined for other resources. The type adds `apiVersion` and `kind`.
 */
export function kubernetesManifest({
  type,
  name,
  custom,
  inputs,
}: Pick<Registration, "type" | "name" | "custom" | "inputs">): KubernetesManifest | undefined {
  if (!custom || !type.startsWith("kubernetes:")) return undefined;
  const [, groupVersion = "", kind = ""] = type.split(":");
  const metadata = objectOf(inputs.metadata);
  return {
    ...inputs,
    apiVersion: textOf(inputs.apiVersion) ?? groupVersion.replace(/^core\//, ""),
    kind: textOf(inputs.kind) ?? kind,
    // Pulumi uses the name of the resource if the program sets no name.
    metadata: { ...metadata, name: metadata.name ?? name },
  };
}
