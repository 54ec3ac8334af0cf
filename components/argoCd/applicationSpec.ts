import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

/** A change to objects of a kustomization. Kustomize says nothing of one that hits nothing: a test does. */
export interface KustomizePatch {
  /** What to change: every object of which this is true. */
  readonly target: {
    readonly group?: string;
    readonly version?: string;
    readonly kind: string;
    readonly name?: string;
    readonly namespace?: string;
    readonly labelSelector?: string;
  };
  /** A part of the object to merge into it, or operations of JSON Patch. */
  readonly patch: pulumi.Input<MergePatch> | pulumi.Input<readonly JsonPatchOperation[]>;
}

/** Kustomize refuses one that does not say which object it is of, whatever the target. */
interface MergePatch {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string } & Record<string, unknown>;
  readonly [part: string]: unknown;
}

interface JsonPatchOperation {
  readonly op: "add" | "remove" | "replace" | "test";
  readonly path: string;
  readonly value?: unknown;
}

export interface SourceArgs {
  readonly application: string;
  readonly repository: string;
  readonly revision: string;
  readonly path: string;
  readonly patches?: readonly KustomizePatch[];
  readonly images?: readonly string[];
}

/** A tag with a number in it, or a whole commit. */
const pinned = /^(?:[\w./-]*\d+\.\d+[\w.+-]*|[0-9a-f]{40})$/;

/** @throws Error where the revision is none that stays what it is. */
export function applicationSource({ application, repository, revision, path, patches = [], images = [] }: SourceArgs) {
  if (!pinned.test(revision)) {
    throw new Error(
      `Application ${application} has the revision "${revision}", which may change\n  fix: name a tag or a whole commit`,
    );
  }
  return {
    repoURL: repository,
    targetRevision: revision,
    path,
    kustomize: {
      ...(patches.length > 0 && {
        patches: patches.map(({ target, patch }) => ({ target, patch: pulumi.jsonStringify(patch) })),
      }),
      ...(images.length > 0 && { images: [...images] }),
    },
  };
}

/** Names a source by all that is in it: a change of patches alone is another source. */
export function sourceDigest(source: unknown): string {
  return createHash("sha256").update(JSON.stringify(source)).digest("hex").slice(0, 16);
}

/**
 * What `up` waits for, as Pulumi's annotation has it. Status is of whatever Argo CD last looked at, after a change of the
 * one before: so the source that it compared with must be this one, by its name.
 */
export function untilSynced(digest: string): string {
  return JSON.stringify([
    `jsonpath={.status.sync.comparedTo.source.name}=${digest}`,
    "jsonpath={.status.sync.status}=Synced",
    "jsonpath={.status.operationState.phase}=Succeeded",
    "jsonpath={.status.health.status}=Healthy",
  ]);
}
