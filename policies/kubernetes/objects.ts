import { type KindName, kindNameOf, kindOf } from "../../components/services/kinds";
import { isJsonObject, type JsonObject } from "../../core/json/json";
import { textOf } from "../../core/json/reading";
import { teamLabel } from "../../core/kubernetes/labels";
import { kubernetesManifest } from "../../core/kubernetes/manifest";
import type { RuleContext } from "../context";
import { hasUnknown } from "../hiddenInputs";
import type { KubernetesRule } from "../rule";
import type { Graph, Subject } from "../subject";

/** The fields of a resource that identify its object. */
export type ObjectSource = Pick<Subject, "type" | "name" | "custom" | "inputs">;

/** A Kubernetes object of the program: its resource, and its manifest. */
export interface KubernetesObject<Source extends ObjectSource = Subject> {
  readonly subject: Source;
  readonly kind: KindName;
  readonly object: JsonObject;
  /** Name of its namespace, or of the Namespace itself; undefined for other cluster-scoped objects. */
  readonly namespace: string | undefined;
}

/** Returns the object of a resource, or undefined if no rule judges its kind. */
export function kubernetesObject<Source extends ObjectSource>(subject: Source): KubernetesObject<Source> | undefined {
  const object = kubernetesManifest(subject);
  const kind = object && kindNameOf(object.apiVersion, object.kind);
  if (!kind) return undefined;
  const { name, namespace } = object.metadata;
  if (kind === "Namespace") return { subject, kind, object, namespace: textOf(name) };
  return { subject, kind, object, namespace: kindOf(kind).namespaced ? (textOf(namespace) ?? "default") : undefined };
}

/** Returns the Namespace objects of the program by name. */
export function namespacesOf(graph: Graph): ReadonlyMap<string, JsonObject> {
  return new Map(
    graph.ofType("kubernetes:core/v1:Namespace").flatMap((one): [string, JsonObject][] => {
      const found = kubernetesObject(one);
      return found?.namespace === undefined ? [] : [[found.namespace, found.object]];
    }),
  );
}

/** Whether the namespace of an object is not known yet and the rule depends on it. */
export function needsUnknownNamespace(
  { scope }: Pick<KubernetesRule, "scope">,
  { namespace }: Pick<KubernetesObject, "namespace">,
): boolean {
  return scope !== "everywhere" && namespace !== undefined && hasUnknown(namespace);
}

/** Whether a rule applies to an object, by its kind and namespace. It applies if the namespace is not known yet. */
export function appliesTo(
  rule: Pick<KubernetesRule, "kinds" | "scope">,
  object: Pick<KubernetesObject, "kind" | "namespace">,
  namespaces: ReadonlyMap<string, JsonObject>,
  { teams }: Pick<RuleContext, "teams">,
): boolean {
  const { kinds, scope } = rule;
  const { kind, namespace } = object;
  if (!kinds.includes(kind)) return false;
  if (needsUnknownNamespace(rule, object)) return true;
  if (scope === "everywhere") return true;
  if (scope === "default") return namespace === "default";
  const isTeams = namespace !== undefined && (teams.includes(namespace) || isTeamNamespace(namespaces.get(namespace)));
  return scope === "teams" ? isTeams : !isTeams;
}

function isTeamNamespace(namespace: JsonObject | undefined): boolean {
  const metadata = namespace?.metadata;
  return isJsonObject(metadata) && isJsonObject(metadata.labels) && metadata.labels[teamLabel] !== undefined;
}
