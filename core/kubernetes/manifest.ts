import type { Registration } from "../graph/registration";
import type { JsonObject } from "../json/json";
import { objectOf, textOf } from "../json/reading";

/** An object as kubectl would be given it. */
export interface KubernetesManifest extends JsonObject {
  apiVersion: string;
  kind: string;
  metadata: JsonObject;
}

/** What a resource gives the API server, or undefined for what is no object: the type says what its inputs leave out. */
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
    // Pulumi names an object after the resource where the program gives no name.
    metadata: { ...metadata, name: metadata.name ?? name },
  };
}
