import { kindOf } from "../../components/services/kinds";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { objectOf } from "../../core/json/reading";
import type { PodsOfObject } from "../../core/kubernetes/kind";
import { hasUnknown } from "../hiddenInputs";
import type { KubernetesObject } from "./objects";
import type { References } from "./referencedObjects";

/** Pods that a controller will make of an object, as far as anybody knows them. */
export interface MadePods {
  readonly pods: readonly KubernetesObject[];
  /** Whether there will be others, or whether these will have what nobody knows yet. */
  readonly hidden: boolean;
}

/**
 * Pods that other controllers than Kubernetes' own will make of an object, as the row of its kind says: those of training
 * jobs and models. The cluster judges the pods themselves; here they are told early.
 */
export function podsIn(owner: KubernetesObject, references: References): MadePods {
  const { pods: told } = kindOf(owner.kind);
  if (told === "none" || told === "itself") return { pods: [], hidden: false };
  if (told === "hidden") return { pods: [], hidden: true };
  const made = told(owner.object, references.from(owner));
  return {
    pods: made.templates.map((template) => podOf(owner, template)),
    hidden: made.hidden === true || losesText(owner.object, made),
  };
}

function podOf(owner: KubernetesObject, template: JsonObject): KubernetesObject {
  const { name = "" } = objectOf(owner.object.metadata);
  const namespace = owner.namespace === undefined ? {} : { namespace: owner.namespace };
  const metadata = { ...objectOf(template.metadata), name, ...namespace };
  return { ...owner, kind: "Pod", object: { apiVersion: "v1", kind: "Pod", ...template, metadata } };
}

/**
 * Whether something unknown of an object is in none of its pods: it may stand for more than text, such as a whole list of
 * containers, which would then be missing from what rules judge.
 */
function losesText({ spec }: JsonObject, { templates }: PodsOfObject): boolean {
  const known = new Set(templates.flatMap(unknownTexts));
  return unknownTexts(spec ?? null).some((text) => !known.has(text));
}

function unknownTexts(value: Json): string[] {
  if (typeof value === "string") return hasUnknown(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(unknownTexts);
  return isJsonObject(value) ? Object.values(value).flatMap(unknownTexts) : [];
}
