import { kindOf } from "../../components/services/kinds";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { objectOf } from "../../core/json/reading";
import type { PodsOfObject } from "../../core/kubernetes/kind";
import { hasUnknown } from "../hiddenInputs";
import type { KubernetesObject } from "./objects";
import type { ReferencedObjects } from "./referencedObjects";

/** Pods that a controller will create for an object, as far as they are known. */
export interface CreatedPods {
  readonly pods: readonly KubernetesObject[];
  /** Whether the controller creates further pods, or adds content that is not known yet. */
  readonly hidden: boolean;
}

/**
 * Returns the pods that custom controllers will create for an object, such as a training job or a model, by the facts
 * of its kind. The cluster judges the pods themselves; this reports violations early.
 */
export function createdPods(owner: KubernetesObject, references: ReferencedObjects): CreatedPods {
  const { pods } = kindOf(owner.kind);
  if (pods === "none" || pods === "itself") return { pods: [], hidden: false };
  if (pods === "hidden") return { pods: [], hidden: true };
  const created = pods(owner.object, references.from(owner));
  return {
    pods: created.templates.map((template) => podOf(owner, template)),
    hidden: created.hidden === true || hasUnknownOutsidePods(owner.object, created),
  };
}

function podOf(owner: KubernetesObject, template: JsonObject): KubernetesObject {
  const { name = "" } = objectOf(owner.object.metadata);
  const namespace = owner.namespace === undefined ? {} : { namespace: owner.namespace };
  const metadata = { ...objectOf(template.metadata), name, ...namespace };
  return { ...owner, kind: "Pod", object: { apiVersion: "v1", kind: "Pod", ...template, metadata } };
}

/**
 * Whether an unknown value of an object is in none of its pods. It may be a whole list of containers, for example,
 * which rules would then not judge.
 */
function hasUnknownOutsidePods({ spec }: JsonObject, { templates }: PodsOfObject): boolean {
  const known = new Set(templates.flatMap(unknownTexts));
  return unknownTexts(spec ?? null).some((text) => !known.has(text));
}

function unknownTexts(value: Json): string[] {
  if (typeof value === "string") return hasUnknown(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(unknownTexts);
  return isJsonObject(value) ? Object.values(value).flatMap(unknownTexts) : [];
}
