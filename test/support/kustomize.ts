import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse, parseAllDocuments, stringify } from "yaml";
import { z } from "zod";
import { kustomizationNamed } from "../../components/services/kustomizations";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";

/** Options of an Application for kustomize: `spec.source.kustomize`. */
export interface KustomizeOptions {
  readonly patches?: readonly KustomizeOption[];
  readonly images?: readonly string[];
}

interface KustomizeOption {
  readonly target: JsonObject;
  readonly patch: string;
}

const kustomize = process.env.MLOPS_KUSTOMIZE ?? "kustomize";
const checkouts = process.env.MLOPS_KUSTOMIZATIONS;

/**
 * Whether a kustomization of a service can be built. This needs kustomize on PATH or as MLOPS_KUSTOMIZE, and a checkout
 * of its repository in the folder MLOPS_KUSTOMIZATIONS, with the name and version in the service's facts.
 */
export function canBuild(name: string): boolean {
  return checkoutOf(name) !== undefined && spawnSync(kustomize, ["version"]).error === undefined;
}

function checkoutOf(name: string): string | undefined {
  const folder = checkouts === undefined ? undefined : path.join(checkouts, name);
  return folder !== undefined && existsSync(path.join(folder, kustomizationNamed(name).path)) ? folder : undefined;
}

const kustomizationFile = z.looseObject({
  patches: z.array(z.custom<Json>()).default([]),
  images: z.array(z.looseObject({ name: z.string() })).default([]),
});

const builtObject = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) });

/** An object that a kustomization renders. */
export type BuiltObject = z.output<typeof builtObject>;

/** A checkout that can be built repeatedly, as Argo CD does: by changing the file of the kustomization. */
export class Kustomization {
  private readonly folder: string;
  private readonly file: string;
  private readonly original: string;
  private untouched: string | undefined;

  constructor(name: string) {
    const checkout = checkoutOf(name);
    if (checkout === undefined) throw new Error(`MLOPS_KUSTOMIZATIONS has no checkout of ${name}`);
    this.folder = mkdtempSync(path.join(os.tmpdir(), "mlops-kustomize-test-"));
    // Overlays refer to neighboring folders, but not above the first folder.
    const [top = ""] = kustomizationNamed(name).path.split("/");
    cpSync(path.join(checkout, top), path.join(this.folder, top), { recursive: true });
    this.file = path.join(this.folder, kustomizationNamed(name).path, "kustomization.yaml");
    this.original = readFileSync(this.file, "utf8");
  }

  /** @throws Error with the output of kustomize if it fails. */
  build({ patches = [], images = [] }: KustomizeOptions = {}): BuiltObject[] {
    const own = kustomizationFile.parse(parse(this.original));
    const replaced = images.map(imageOf);
    const kept = own.images.filter(({ name }) => !replaced.some((one) => one.name === name));
    const changed = { ...own, patches: [...own.patches, ...patches], images: [...kept, ...replaced] };
    writeFileSync(this.file, stringify(changed));
    const text = execFileSync(kustomize, ["build", path.dirname(this.file)], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    return parseAllDocuments(text).map((document) => builtObject.parse(document.toJS()));
  }

  /**
   * Returns the targets of patches that change nothing. Kustomize does not report patches without a matching target.
   */
  unhit(patches: readonly KustomizeOption[]): JsonObject[] {
    this.untouched ??= JSON.stringify(this.build());
    return patches
      .filter((patch) => JSON.stringify(this.build({ patches: [patch] })) === this.untouched)
      .map(({ target }) => target);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Parses `name=newName:tag`, the format of `kustomize edit set image`. */
function imageOf(image: string) {
  const [name = "", replacement = ""] = image.split("=");
  const colon = replacement.lastIndexOf(":");
  return { name, newName: replacement.slice(0, colon), newTag: replacement.slice(colon + 1) };
}

/** Returns the only object with a kind and a name. */
export function builtOne(objects: readonly BuiltObject[], kind: string, name: string): BuiltObject {
  const found = objects.filter((one) => one.kind === kind && one.metadata.name === name);
  const [object] = found;
  if (!object || found.length > 1) throw new Error(`${found.length} objects are ${kind} ${name}`);
  return object;
}

/** Returns all containers of all pods that the objects create. */
export function containersOf(objects: readonly BuiltObject[]): JsonObject[] {
  return objects.flatMap((object) => {
    const pod = podOf(object);
    return [pod.initContainers, pod.containers].flatMap((list) =>
      Array.isArray(list) ? list.filter(isJsonObject) : [],
    );
  });
}

/** Returns the pod of a workload, or an empty object. */
export function podOf({ spec }: BuiltObject): JsonObject {
  const parsed = z.looseObject({ template: z.looseObject({ spec: z.custom<JsonObject>() }) }).safeParse(spec);
  return parsed.success ? parsed.data.template.spec : {};
}
