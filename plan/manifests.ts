import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { reasonOf, UsageError } from "../core/errors/usageError";
import { UserError } from "../core/errors/userError";
import { releaseType } from "../core/graph/graph";
import type { Registration } from "../core/graph/registration";
import { redacted } from "../core/graph/wire";
import { isJsonObject, type Json, type JsonObject, sortKeys } from "../core/json/json";
import { objectOf, textOf, textOrEmpty } from "../core/json/reading";
import { kubernetesManifest } from "../core/kubernetes/manifest";

/** Lists the files that a plan wrote, so that the next plan can remove them. */
const listName = ".mlops-plan";

/** A file in the folder of manifests. */
export interface ManifestFile {
  readonly file: string;
  readonly content: string;
}

/**
 * Writes every Kubernetes object of the plan, and removes the files of an earlier plan.
 *
 * @throws UsageError if the folder has files that no plan wrote.
 */
export function writeManifests(directory: string, resources: readonly Registration[]): void {
  const list = path.join(directory, listName);
  if (containsOtherFiles(directory, list)) {
    throw new UsageError(`--manifests ${directory} contains other files\n  fix: name an empty folder or a new one`);
  }
  const files = manifestFiles(resources);
  try {
    replaceFiles(directory, list, files);
  } catch (error) {
    throw new UsageError(
      `--manifests ${directory} cannot be written: ${reasonOf(error)}\n  fix: name a folder that you can write to`,
    );
  }
}

/** Writes the list first, so that the next run can remove the files of a failed one. */
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

function containsOtherFiles(directory: string, list: string): boolean {
  if (!existsSync(directory) || existsSync(list)) return false;
  return !statSync(directory).isDirectory() || readdirSync(directory).length > 0;
}

/**
 * Renders every Kubernetes object as YAML: `objects/<namespace>/<kind>-<name>.yaml`, Argo CD Applications under
 * `applications/`, each Release under `releases/<name>/` with its values in a file of their own.
 *
 * @throws UserError if two objects have the same file: one would overwrite the other.
 */
export function manifestFiles(resources: readonly Registration[]): ManifestFile[] {
  const sources = new Map<string, string>();
  return resources.flatMap((resource) =>
    filesOf(resource).map((written) => {
      const earlier = sources.get(written.file);
      if (earlier !== undefined) {
        throw new UserError(
          `two objects must not have the same kind, namespace and name: ${earlier} and ${resource.urn} are both ${written.file}\n  fix: give one of them another name`,
        );
      }
      sources.set(written.file, resource.urn);
      return written;
    }),
  );
}

function filesOf(resource: Registration): ManifestFile[] {
  if (resource.type === releaseType) return releaseFiles(resource);
  const found = kubernetesManifest(resource);
  const manifest = found?.kind === "Secret" ? secretAsText(found) : found;
  return manifest ? [{ file: objectFile(manifest), content: yamlText(manifest) }] : [];
}

function releaseFiles({ name, inputs }: Registration): ManifestFile[] {
  const { values = {}, ...release } = inputs;
  const folder = `releases/${fileName(textOf(release.name) || name)}`;
  return [
    { file: `${folder}/release.yaml`, content: yamlText(release) },
    { file: `${folder}/values.yaml`, content: yamlText(values) },
  ];
}

/** Secrets as `stringData`: their values are redacted, and kubectl rejects redacted base64. */
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

/** Returns the kind for a file name. Kinds of extensions include their group: two groups may have the same kind. */
function kindName({ apiVersion, kind }: JsonObject): string {
  const [group = ""] = textOrEmpty(apiVersion).split("/");
  const name = textOrEmpty(kind).toLowerCase();
  return group.includes(".") && !group.endsWith(".k8s.io") ? `${name}.${group}` : name;
}

function yamlText(value: Json): string {
  return stringify(sortKeys(value), { lineWidth: 0 });
}

/** Converts an object's name to a file name. It may be unknown or contain characters that file names cannot contain. */
function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9.-]+/g, "_");
}
