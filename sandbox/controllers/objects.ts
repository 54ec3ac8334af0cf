import { createHash } from "node:crypto";
import { z } from "zod";
import { reasonOf } from "../../core/errors/usageError";
import type { Json } from "../../core/json/json";
import type { KubernetesObject, ObjectReference } from "../kubernetes/client";
import type { KubernetesApi } from "./controller";

/** Field manager of the controllers. */
export const manager = "sandbox-controllers";

/** Label of objects that exist only in the sandbox. */
export const sandboxLabel = "mlops.platform/sandbox";

/** A kind of the API. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Returns the reference to an object. The caller passes its kind, because objects in lists do not contain it. */
export function referenceOf(kind: Kind, { metadata }: KubernetesObject): ObjectReference {
  return { apiVersion: kind.apiVersion, kind: kind.kind, name: metadata.name, namespace: metadata.namespace };
}

export function isDeleting({ metadata }: KubernetesObject): boolean {
  return metadata.deletionTimestamp !== undefined;
}

export function hasFinalizer({ metadata }: KubernetesObject, finalizer: string): boolean {
  return metadata.finalizers?.includes(finalizer) === true;
}

/** Adds a finalizer if it is missing. */
export async function addFinalizer(api: KubernetesApi, kind: Kind, object: KubernetesObject, finalizer: string) {
  if (!hasFinalizer(object, finalizer)) {
    await writeFinalizers(api, kind, object, [...(object.metadata.finalizers ?? []), finalizer]);
  }
}

/** Removes a finalizer if it is set. */
export async function removeFinalizer(api: KubernetesApi, kind: Kind, object: KubernetesObject, finalizer: string) {
  if (hasFinalizer(object, finalizer)) {
    const others = (object.metadata.finalizers ?? []).filter((other) => other !== finalizer);
    await writeFinalizers(api, kind, object, others);
  }
}

/**
 * Writes all finalizers. A merge patch replaces the list, so the version prevents the loss of a concurrently added one.
 */
async function writeFinalizers(api: KubernetesApi, kind: Kind, object: KubernetesObject, finalizers: string[]) {
  const { resourceVersion } = versions.parse(object.metadata);
  await api.patch(referenceOf(kind, object), { metadata: { resourceVersion, finalizers } });
}

const versions = z.looseObject({ resourceVersion: z.string(), generation: z.number().default(0) });

/** Returns the generation of an object. */
export function generationOf({ metadata }: KubernetesObject): number {
  return versions.parse(metadata).generation;
}

/** Processes each item, and throws all errors at the end, so that one object does not block the others. */
export async function forEach<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, failures.map(reasonOf).join("; "));
}

/** Schema of an object whose fields are not checked here. */
export const jsonObject = z.record(z.string(), z.custom<Json>());

/** Returns hexadecimal digits for names in AWS's formats. Equal texts give equal digits. */
export function digits(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}
