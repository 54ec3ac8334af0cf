import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse, parseAllDocuments, stringify } from "yaml";
import { z } from "zod";
import { kustomizationNamed } from "../../components/services/kustomizations";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";

/** What an Application asks of kustomize: `spec.source.kustomize`. */
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
 * Whether there is what it takes to build a kustomization of a service: kustomize on PATH or as MLOPS_KUSTOMIZE, and
 * in the folder MLOPS_KUSTOMIZATIONS a checkout of its repository, by its name in the service's facts, at the version there.
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

/** An object of what a kustomization makes. */
export type BuiltObject = z.output<typeof builtObject>;

/** A checkout to build again and again, as Argo CD does it: the kustomization's own file is changed. */
export class Kustomization {
  private readonly folder: string;
  private readonly file: string;
  private readonly original: string;
  private untouched: string | undefined;

  constructor(name: string) {
    const checkout = checkoutOf(name);
    if (checkout === undefined) throw new Error(`MLOPS_KUSTOMIZATIONS has no checkout of ${name}`);
    this.folder = mkdtempSync(path.join(os.tmpdir(), "mlops-kustomize-test-"));
    // Overlays reach for their neighbours, and for nothing above the first folder.
    const [top = ""] = kustomizationNamed(name).path.split("/");
    cpSync(path.join(checkout, top), path.join(this.folder, top), { recursive: true });
    this.file = path.join(this.folder, kustomizationNamed(name).path, "kustomization.yaml");
    this.original = readFileSync(this.file, "utf8");
  }

  /** @throws Error where kustomize refuses it, with what it says. */
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

  /** Targets of patches that change nothing by themselves: kustomize says nothing of a patch that hits nothing. */
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

/** `name=newName:tag`, as `kustomize edit set image` reads it. */
function imageOf(image: string) {
  const [name = "", replacement = ""] = image.split("=");
  const colon = replacement.lastIndexOf(":");
  return { name, newName: replacement.slice(0, colon), newTag: replacement.slice(colon + 1) };
}

/** The one object of a kind and a name. */
export function builtOne(objects: readonly BuiltObject[], kind: string, name: string): BuiltObject {
  const found = objects.filter((one) => one.kind === kind && one.metadata.name === name);
  const [object] = found;
  if (!object || found.length > 1) throw new Error(`${found.length} objects are ${kind} ${name}`);
  return object;
}

/** Every container of every pod that the objects make. */
export function containersOf(objects: readonly BuiltObject[]): JsonObject[] {
  return objects.flatMap((object) => {
    const pod = podOf(object);
    return [pod.initContainers, pod.containers].flatMap((list) =>
      Array.isArray(list) ? list.filter(isJsonObject) : [],
    );
  });
}

/** The pod of a workload, or nothing. */
export function podOf({ spec }: BuiltObject): JsonObject {
  const parsed = z.looseObject({ template: z.looseObject({ spec: z.custom<JsonObject>() }) }).safeParse(spec);
  return parsed.success ? parsed.data.template.spec : {};
}
