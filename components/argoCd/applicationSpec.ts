import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

/** A change to objects of a kustomization. Kustomize does not report a patch that matches no object; a test does. */
export interface KustomizePatch {
  /** Objects to change: all that match every given field. */
  readonly target: {
    readonly group?: string;
    readonly version?: string;
    readonly kind: string;
    readonly name?: string;
    readonly namespace?: string;
    readonly labelSelector?: string;
  };
  /** A part of the object that is merged into it, or a list of JSON Patch operations. */
  readonly patch: pulumi.Input<MergePatch> | pulumi.Input<readonly JsonPatchOperation[]>;
}

/** Kustomize rejects a merge patch without kind and name, even if the target has them. */
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

/** Arguments of `applicationSource`. */
export interface SourceArgs {
  /** Name of the Application, for error messages. */
  readonly application: string;
  /** Address from which Argo CD fetches the repository: the mirror's, if one is set. */
  readonly repository: string;
  /** Version tag or full commit hash. Other revisions are rejected because they can move. */
  readonly revision: string;
  /** Folder of the kustomization in the repository. */
  readonly path: string;
  /** Changes to the objects of the kustomization. @default - none */
  readonly patches?: readonly KustomizePatch[];
  /** Replaced images, in kustomize's form: `name=newName:tag@digest`. @default - the kustomization's images */
  readonly images?: readonly string[];
}

/** A tag that contains a version number, or a full commit hash. */
const pinned = /^(?:[\w./-]*\d+\.\d+[\w.+-]*|[0-9a-f]{40})$/;

/**
 * Returns the `source` of an Application.
 *
 * @throws Error if the revision is neither a version tag nor a full commit hash.
 */
export function applicationSource({ application, repository, revision, path, patches = [], images = [] }: SourceArgs) {
  if (!pinned.test(revision)) {
    throw new Error(
      `the revision of Application ${application} must be a version tag or a full commit hash: "${revision}" can move\n  fix: use a tag such as v1.9.4, or a commit of 40 characters`,
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

/** Returns a hash of a source and its patches. Every change of them changes the hash. */
export function sourceDigest(source: unknown): string {
  return createHash("sha256").update(JSON.stringify(source)).digest("hex").slice(0, 16);
}

/**
 * Returns the value of Pulumi's annotation `waitFor`: `up` waits until the Application is synced and healthy.
 *
 * After a change, the status describes the previous source until Argo CD has compared again. The name of the compared
 * source must therefore be this digest.
 */
export function untilSynced(digest: string): string {
  return JSON.stringify([
    `jsonpath={.status.sync.comparedTo.source.name}=${digest}`,
    "jsonpath={.status.sync.status}=Synced",
    "jsonpath={.status.operationState.phase}=Succeeded",
    "jsonpath={.status.health.status}=Healthy",
  ]);
}
