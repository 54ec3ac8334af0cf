import { isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import { team } from "../../../policies/specimens/baseStack";

/** An object as an upstream controller sends it to the API server. */
export type UpstreamManifest = JsonObject & {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: JsonObject & { readonly name: string; readonly namespace: string };
};

export interface UpstreamObject {
  /** The controller that creates it, and its purpose. */
  readonly of: string;
  readonly manifest: UpstreamManifest;
}

export interface Owner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

interface Metadata {
  readonly name: string;
  readonly labels?: JsonObject;
  readonly annotations?: JsonObject;
  readonly owner: Owner;
}

/** Returns a team's pod. */
export function upstreamPod(metadata: Metadata, spec: JsonObject): UpstreamManifest {
  return upstreamManifest("v1", "Pod", metadata, spec);
}

/** Returns a team's object that a controller owns. */
export function upstreamManifest(
  apiVersion: string,
  kind: string,
  { name, labels = {}, annotations = {}, owner }: Metadata,
  spec: JsonObject,
): UpstreamManifest {
  const ownerReferences = [{ ...owner, uid: "0", controller: true, blockOwnerDeletion: true }];
  return { apiVersion, kind, metadata: { name, namespace: team, labels, annotations, ownerReferences }, spec };
}

/** Returns the pod spec of an object: its own, or that of its template. */
export function podSpecOf({ kind, spec }: Pick<UpstreamManifest, "kind"> & JsonObject): JsonObject {
  return kind === "Pod" ? objectIn(spec) : objectIn(templateOf(spec).spec);
}

/** Returns the object with another pod spec and other pod annotations. */
export function withPod(
  manifest: UpstreamManifest,
  spec: JsonObject,
  annotations: JsonObject = podAnnotationsOf(manifest),
): UpstreamManifest {
  if (manifest.kind === "Pod") return { ...manifest, metadata: { ...manifest.metadata, annotations }, spec };
  const template = templateOf(manifest.spec);
  const metadata = { ...objectIn(template.metadata), annotations };
  return { ...manifest, spec: { ...objectIn(manifest.spec), template: { ...template, metadata, spec } } };
}

export function podAnnotationsOf(manifest: UpstreamManifest): JsonObject {
  const metadata = manifest.kind === "Pod" ? manifest.metadata : templateOf(manifest.spec).metadata;
  return objectIn(objectIn(metadata).annotations ?? {});
}

function templateOf(spec: Json | undefined): JsonObject {
  return objectIn(objectIn(spec).template);
}

/** @throws Error if the value is not an object. */
export function objectIn(value: Json | undefined): JsonObject {
  if (!isJsonObject(value)) throw new Error(`the value must be an object: ${JSON.stringify(value)}`);
  return value;
}

/** @throws Error if the value is not a list of objects. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  if (!Array.isArray(value)) throw new Error(`the value must be a list: ${JSON.stringify(value)}`);
  return value.map(objectIn);
}
