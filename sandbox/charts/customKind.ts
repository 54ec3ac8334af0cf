import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAllDocuments, stringify } from "yaml";
import { z } from "zod";
import { reasonOf, UsageError } from "../../core/errors/usageError";
import type { JsonObject } from "../../core/json/json";
import { standInKey } from "./standInKey";

/** A kind that a CustomResourceDefinition defines. */
export interface CustomKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** Whether `status` is a subresource: writes of the object itself do not change it. @default true */
  readonly statusSubresource?: boolean;
}

/** A kind that the Kubernetes API will serve. */
export interface DefinedKind {
  readonly group: string;
  readonly kind: string;
  readonly versions: readonly string[];
  /** Whether the API validates its fields. A permissive CRD accepts all fields. */
  readonly validated: boolean;
}

/** A CRD file of a chart. */
export interface Definition {
  /** `<group>_<plural>.yaml`. */
  readonly file: string;
  readonly text: string;
  readonly defines: DefinedKind;
}

/** Groups for which Kubernetes requires the annotation of an API approval. */
const protectedGroup = /(^|\.)(k8s|kubernetes)\.io$/;

/** Returns a CRD that accepts all objects of the kind. It does not validate fields. */
export function standInCrd(custom: CustomKind): JsonObject {
  const { group, version, kind, plural, namespaced, statusSubresource = true } = custom;
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: {
      name: `${plural}.${group}`,
      labels: { [standInKey]: "true" },
      ...(protectedGroup.test(group) && {
        annotations: { "api-approved.kubernetes.io": "unapproved, stand-in of the sandbox" },
      }),
    },
    spec: {
      group,
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      scope: namespaced ? "Namespaced" : "Cluster",
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
          ...(statusSubresource && { subresources: { status: {} } }),
        },
      ],
    },
  };
}

const customResourceDefinition = z.looseObject({
  kind: z.literal("CustomResourceDefinition"),
  spec: z.looseObject({
    group: z.string(),
    names: z.looseObject({ kind: z.string() }),
    versions: z.array(z.looseObject({ name: z.string(), served: z.boolean() })),
  }),
});

/**
 * Returns the CRD of a kind: upstream's from `--crds` if the folder has it, else a permissive one.
 *
 * @param folder Folder with `<group>_<plural>.yaml`. Undefined if `--crds` is not set.
 * @throws UsageError if the file is not a CRD of that kind.
 */
export function definitionOf(kind: CustomKind, folder: string | undefined): Definition {
  const file = `${kind.group}_${kind.plural}.yaml`;
  const given = folder === undefined ? undefined : path.join(folder, file);
  if (given === undefined || !existsSync(given)) {
    const { group, version } = kind;
    const defines = { group, kind: kind.kind, versions: [version], validated: false };
    return { file, text: stringify(standInCrd(kind), { lineWidth: 0 }), defines };
  }
  const text = readFileSync(given, "utf8");
  return { file, text, defines: readDefinition(given, text, kind) };
}

function readDefinition(file: string, text: string, { group, kind }: CustomKind): DefinedKind {
  const mistake = (what: string) =>
    new UsageError(
      `${file} ${what}\n  fix: put the CustomResourceDefinition of ${group} ${kind} there, or delete the file`,
    );
  const [document, ...others] = parseAllDocuments(text);
  if (!document || others.length > 0) throw mistake("must contain exactly one YAML document");
  const [error] = document.errors;
  if (error) throw mistake(`is not YAML: ${reasonOf(error)}`);
  const read = customResourceDefinition.safeParse(document.toJS());
  if (!read.success) throw mistake("is not a CustomResourceDefinition");
  const { spec } = read.data;
  if (spec.group !== group || spec.names.kind !== kind) throw mistake(`defines ${spec.group} ${spec.names.kind}`);
  const versions = spec.versions.filter(({ served }) => served).map(({ name }) => name);
  return { group, kind, versions, validated: true };
}

/** Escapes text so that Helm renders it unchanged. */
export function escapedForHelm(text: string): string {
  return text.replaceAll("{{", '{{ "{{" }}');
}

/**
 * Returns the kinds that a template or a file of `crds/` defines. A template is not valid YAML, so it is read line by
 * line. CRDs that the values turn off are included.
 */
export function kindsInText(text: string): DefinedKind[] {
  return text.split(/^---.*$/m).flatMap((document) => {
    if (!/^kind: ["']?CustomResourceDefinition["']?\s*$/m.test(document)) return [];
    const group = /^\s+group: ["']?([\w.-]+)["']?\s*$/m.exec(document)?.[1];
    const names = /^( +)names:\s*\n((?:\1 +.*\n?)+)/m.exec(document)?.[2] ?? "";
    const kind = /^\s+kind: ["']?(\w+)["']?\s*$/m.exec(names)?.[1];
    const versions = [...document.matchAll(/^\s+(?:- )?name: ["']?(v\d+(?:(?:alpha|beta)\d+)?)["']?\s*$/gm)];
    if (group === undefined || kind === undefined) return [];
    return [{ group, kind, versions: versions.flatMap(([, version = ""]) => version), validated: true }];
  });
}
