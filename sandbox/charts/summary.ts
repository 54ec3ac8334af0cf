import { kinds } from "../../components/services/kinds";
import { chartName } from "../../core/charts/release";
import { releaseType } from "../../core/graph/graph";
import type { Registration } from "../../core/graph/registration";
import { compareText, isJsonObject, type Json } from "../../core/json/json";
import { objectOf } from "../../core/json/reading";
import { plural } from "../../core/text/plural";
import type { ChartReport } from "./composeCharts";
import type { CustomKind, DefinedKind } from "./customKind";

/** Which charts and kinds of a stack are real in the sandbox. */
export interface ChartSummary {
  /** Charts that the stack installs. */
  readonly upstream: readonly ChartReport[];
  readonly standIns: readonly ChartReport[];
  /** Kinds whose fields the Kubernetes API checks, as `karpenter.sh/v1 NodePool`. */
  readonly validated: readonly string[];
  /** Kinds whose fields it does not check. */
  readonly notValidated: readonly string[];
  /** Kinds that no CRD defines in this version. Those without any CRD get a permissive one. */
  readonly undefinedKinds: readonly CustomKind[];
  /** A few lines for a terminal. */
  readonly text: string;
}

/** Groups of the Kubernetes API itself. Others that end in `k8s.io` are those of CRDs. */
const ownGroups = new Set([
  "core",
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "apps",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "autoscaling",
  "batch",
  "certificates.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "flowcontrol.apiserver.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "resource.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
  "storagemigration.k8s.io",
]);

/**
 * Summarizes which charts and kinds of a stack are real in the sandbox.
 *
 * @param resources The program's resources, as the plan records them, without objects of charts.
 */
export function chartSummary(resources: readonly Registration[], reports: readonly ChartReport[]): ChartSummary {
  const installed = reports.filter(({ name }) => resources.some((resource) => chartName(resource) === name));
  const definitions = [...definedByCharts(resources, reports), ...definedByProgram(resources)];
  const used = usedKinds(resources);
  const extensions = used.filter(({ group }) => !ownGroups.has(group));
  const own = used.filter(({ group }) => ownGroups.has(group));
  const defining = (kind: CustomKind) => definitions.filter((definition) => defines(definition, kind));
  const summary = {
    upstream: installed.filter(({ kind }) => kind === "upstream"),
    standIns: installed.filter(({ kind }) => kind === "stand-in"),
    validated: [...own, ...extensions.filter((kind) => defining(kind).some(({ validated }) => validated))].map(nameOf),
    notValidated: extensions.filter((kind) => !defining(kind).some(({ validated }) => validated)).map(nameOf),
    undefinedKinds: extensions.filter((kind) => defining(kind).length === 0),
  };
  const notes = [
    ...reports.flatMap((report) => report.notes),
    ...unservedVersions(summary.undefinedKinds, definitions),
  ];
  return { ...summary, text: summaryText(summary, own.length, notes) };
}

/**
 * Returns the kinds that need a permissive CRD before the program runs: those without a CRD of any version.
 *
 * @param further Kinds of objects that the program does not create itself.
 */
export function kindsWithoutCrd(
  resources: readonly Registration[],
  reports: readonly ChartReport[],
  further: readonly CustomKind[] = [],
): CustomKind[] {
  const definitions = [...definedByCharts(resources, reports), ...definedByProgram(resources)];
  const used = [...chartSummary(resources, reports).undefinedKinds, ...further];
  const missing = used.filter((kind) => !definitions.some(isOf(kind)));
  return missing.filter((kind, index) => missing.findIndex(isOf(kind)) === index);
}

/** Returns the kinds that the stack's charts define. Helm skips the folder `crds/` if the Release says so. */
function definedByCharts(resources: readonly Registration[], reports: readonly ChartReport[]): DefinedKind[] {
  return resources.flatMap((resource) => {
    const report = reports.find(({ name }) => name === chartName(resource));
    return report?.kinds.filter(({ place }) => place === "templates" || resource.inputs.skipCrds !== true) ?? [];
  });
}

function definedByProgram(resources: readonly Registration[]): DefinedKind[] {
  return resources.flatMap(({ type, inputs }) => {
    if (!/^kubernetes:apiextensions\.k8s\.io\/[^:]+:CustomResourceDefinition$/.test(type)) return [];
    const { group, names, versions } = objectOf(inputs.spec);
    const kind = isJsonObject(names) ? names.kind : undefined;
    if (typeof group !== "string" || typeof kind !== "string" || !Array.isArray(versions)) return [];
    return [{ group, kind, versions: versions.flatMap(versionName), validated: true }];
  });
}

function versionName(version: Json): string[] {
  return isJsonObject(version) && typeof version.name === "string" ? [version.name] : [];
}

/** Returns the kinds of all objects that the program creates, sorted by name. */
function usedKinds(resources: readonly Registration[]): CustomKind[] {
  const kinds = new Map<string, CustomKind>();
  for (const { custom, type, inputs } of resources) {
    const [, group, version, typeName] = /^kubernetes:([^/:]+)\/([^/:]+):([^:]+)$/.exec(type) ?? [];
    // The type of a patch has another name than the kind that it patches.
    const kind = typeof inputs.kind === "string" ? inputs.kind : typeName;
    if (!custom || type === releaseType || group === undefined || version === undefined || kind === undefined) continue;
    const namespaced = isJsonObject(inputs.metadata) && inputs.metadata.namespace !== undefined;
    const found = { group, version, kind, plural: pluralOf(kind), namespaced };
    const before = kinds.get(nameOf(found));
    kinds.set(nameOf(found), knownKind(found) ?? { ...found, namespaced: namespaced || before?.namespaced === true });
  }
  return [...kinds.values()].sort((one, other) => compareText(nameOf(one), nameOf(other)));
}

/** Returns the catalogue's facts about a kind, which the program's objects do not show. */
function knownKind(kind: CustomKind): CustomKind | undefined {
  const found = kinds.find((known) => known.version === kind.version && isOf(kind)(known));
  if (!found) return undefined;
  const { group, version, kind: name, plural, namespaced, statusSubresource } = found;
  return { group, version, kind: name, plural, namespaced, ...(statusSubresource === false && { statusSubresource }) };
}

/** Guesses the plural as Kubernetes' own tools do. */
function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  if (/(s|x|z|ch|sh)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

function isOf({ group, kind }: CustomKind) {
  return (other: Pick<DefinedKind, "group" | "kind">) => other.group === group && other.kind === kind;
}

function defines(definition: DefinedKind, kind: CustomKind): boolean {
  return isOf(kind)(definition) && definition.versions.includes(kind.version);
}

function unservedVersions(kinds: readonly CustomKind[], definitions: readonly DefinedKind[]): string[] {
  return kinds.flatMap((kind) => {
    const versions = definitions.filter(isOf(kind)).flatMap(({ versions }) => versions);
    return versions.length === 0 ? [] : [`no CRD serves ${nameOf(kind)}, only ${[...new Set(versions)].join(", ")}`];
  });
}

function nameOf({ group, version, kind }: CustomKind): string {
  return `${group === "core" ? "" : `${group}/`}${version} ${kind}`;
}

function summaryText(
  { upstream, standIns, validated, notValidated }: Omit<ChartSummary, "text">,
  own: number,
  notes: readonly string[],
): string {
  const named = (charts: readonly ChartReport[]) =>
    charts.length === 0 ? "" : ` (${charts.map(({ name, version }) => `${name} ${version}`).join(", ")})`;
  const lines = [
    `charts: ${upstream.length} upstream${named(upstream)}, ${plural(standIns.length, "stand-in")}${named(standIns)}`,
    `kinds validated: ${validated.length}, by Kubernetes itself ${own}, by CRDs ${validated.length - own}`,
    `kinds not validated: ${[notValidated.length, ...(notValidated.length > 0 ? [notValidated.join(", ")] : [])].join(": ")}`,
    ...notes.map((note) => `note: ${note}`),
  ];
  return `${lines.join("\n")}\n`;
}
