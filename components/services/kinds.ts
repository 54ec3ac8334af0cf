import type { JsonObject } from "../../core/json/json";
import type { Kind, ObjectName } from "../../core/kubernetes/kind";
import { kubernetesKinds, plannedKinds } from "../../core/kubernetes/kinds";
import { services } from "./catalogue";

type ServiceKind = (typeof services)[keyof typeof services]["kinds"][number];

/** Name of a kind of the catalogue. */
export type KindName =
  | (typeof kubernetesKinds)[number]["kind"]
  | (typeof plannedKinds)[number]["kind"]
  | ServiceKind["kind"];

const serviceKinds = Object.values(services).flatMap((service): readonly Kind[] => service.kinds);

/** Kinds that rules cover although no service installs them yet. The facts of a service take precedence. */
const kindsWithoutService = plannedKinds.filter(
  ({ group, kind }) => !serviceKinds.some((serviceKind) => serviceKind.group === group && serviceKind.kind === kind),
);

/** Built-in kinds and kinds of services that the program, rules or teams use. */
export const kinds: readonly Kind[] = [...kubernetesKinds, ...kindsWithoutService, ...serviceKinds];

const byName = new Map<string, Kind>(kinds.toReversed().map((kind) => [kind.kind, kind]));
const byGroupAndName = new Map<string, Kind>(kinds.map((kind) => [`${kind.group}/${kind.kind}`, kind]));

/** Namespaced kinds that result in pods, including Pod. They are not allowed in the namespace `default`. */
export const workloadKinds: readonly KindName[] = kinds
  .filter(({ namespaced, pods }) => namespaced && pods !== "none")
  .map(({ kind }) => kind)
  .filter(isKindName);

/**
 * Returns a kind by its name.
 *
 * @throws Error if the catalogue does not have it.
 */
export function kindOf(name: KindName): Kind {
  const found = byName.get(name);
  if (!found) throw new Error(`kind must be one of components/services/kinds.ts: ${name}`);
  return found;
}

/** Returns the objects that a controller creates for an object, if the facts of its kind define them. */
export function createdObjects(group: string, kind: string, object: JsonObject): readonly ObjectName[] {
  return byGroupAndName.get(`${group}/${kind}`)?.creates?.(object) ?? [];
}

/** Returns the name of an object's kind, or undefined if the catalogue does not have it. The API version is ignored. */
export function kindNameOf(apiVersion: string, kind: string): KindName | undefined {
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
  return byGroupAndName.has(`${group}/${kind}`) && isKindName(kind) ? kind : undefined;
}

function isKindName(kind: string): kind is KindName {
  return byName.has(kind);
}
