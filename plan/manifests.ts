import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { reasonOf, UsageError } from "../core/errors/usageError";
import { releaseType } from "../core/graph/graph";
import type { Registration } from "../core/graph/registration";
import { redacted } from "../core/graph/wire";
import { isJsonObject, type Json, type JsonObject, sortKeys } from "../core/json/json";
import { objectOf, textOf, textOrEmpty } from "../core/json/reading";
import { kubernetesManifest } from "../core/kubernetes/manifest";

/** Names the files that a plan wrote, so that the next plan can take them away. */
const listName = ".mlops-plan";

/** A file below the folder of manifests. */
export interface ManifestFile {
  readonly file: string;
  readonly content: string;
}

/**
 * Writes every Kubernetes object of the plan, and takes away what an earlier plan wrote there.
 *
 * @throws UsageError where the folder holds files of somebody else.
 */
export function writeManifests(directory: string, resources: readonly Registration[]): void {
  const list = path.join(directory, listName);
  if (holdsOthersFiles(directory, list)) {
    throw new UsageError(`--manifests ${directory} holds other files\n  fix: name a folder that is empty or not there`);
  }
  const files = manifestFiles(resources);
  try {
    replaceFiles(directory, list, files);
  } catch (error) {
    throw new UsageError(
      `--manifests ${directory} cannot be written: ${reasonOf(error)}\n  fix: name a folder of yours`,
    );
  }
}

/** The list goes first: what a failed run leaves behind is then known to the next. */
function replaceFiles(directory: string, list: string, files: readonly ManifestFile[]): void {
  if (existsSync(list)) {
    for (const file of readFileSync(list, "utf8").split("\n").filter(Boolean)) {
      const earlier = path.resolve(directory, file);
      if (earlier.startsWith(path.resolve(directory) + path.sep)) rmSync(earlier, { force: true });
    }
  }
  const listed = {
    file: listName,
    content: files.map(({ file }) => file.concat("\n")).join(""),
  };
  for (const { file, content } of [listed, ...files]) {
    mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
    writeFileSync(path.join(directory, file), content);
  }
}

function holdsOthersFiles(directory: string, list: string): boolean {
  if (!existsSync(directory) || existsSync(list)) return false;
  return !statSync(directory).isDirectory() || readdirSync(directory).length > 0;
}

/**
 * Every Kubernetes object as YAML: `objects/<namespace>/<kind>-<name>.yaml`, Argo CD Applications under
 * `applications/`, each chart under `releases/<name>/` with its values apart.
 */
export function manifestFiles(resources: readonly Registration[]): ManifestFile[] {
  return resources.flatMap((resource) => {
    if (resource.type === releaseType) return releaseFiles(resource);
    const found = kubernetesManifest(resource);
    const manifest = found?.kind === "Secret" ? secretAsText(found) : found;
    return manifest ? [{ file: objectFile(manifest), content: yamlText(manifest) }] : [];
  });
}

function releaseFiles({ name, inputs }: Registration): ManifestFile[] {
  const { values = {}, ...release } = inputs;
  const folder = `releases/${fileName(textOf(release.name) || name)}`;
  return [
    { file: `${folder}/release.yaml`, content: yamlText(release) },
    { file: `${folder}/values.yaml`, content: yamlText(values) },
  ];
}

/** Values are redacted, and redacted base64 would be refused. */
function secretAsText({ data, ...secret }: JsonObject): JsonObject {
  const stringData = secret.stringData;
  return { ...secret, stringData: { ...redactedKeys(data), ...redactedKeys(stringData) } };
}

function redactedKeys(data: Json | undefined): JsonObject {
  return isJsonObject(data) ? Object.fromEntries(Object.keys(data).map((key) => [key, redacted])) : {};
}

function objectFile(manifest: JsonObject): string {
  const metadata = objectOf(manifest.metadata);
  const objectName = textOrEmpty(metadata.name);
  const name = fileName(`${kindName(manifest)}-${objectName}`);
  const namespace = fileName(textOf(metadata.namespace) || "cluster");
  const application = manifest.kind === "Application" && textOrEmpty(manifest.apiVersion).startsWith("argoproj.io/");
  return application ? `applications/${fileName(objectName)}.yaml` : `objects/${namespace}/${name}.yaml`;
}

/** Two groups may have a kind of one name: that of an extension goes with its group. */
function kindName({ apiVersion, kind }: JsonObject): string {
  const [group = ""] = textOrEmpty(apiVersion).split("/");
  const name = textOrEmpty(kind).toLowerCase();
  return group.includes(".") && !group.endsWith(".k8s.io") ? `${name}.${group}` : name;
}

function yamlText(value: Json): string {
  return stringify(sortKeys(value), { lineWidth: 0 });
}

/** Names may be unknown still, or hold what no file's name can. */
function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9.-]+/g, "_");
}
