import type { Kind } from "../../core/kubernetes/kind";
import { foreseenKinds, kubernetesKinds } from "../../core/kubernetes/kinds";
import { services } from "./catalogue";

type ServiceKind = (typeof services)[keyof typeof services]["kinds"][number];

/** Name of a kind of the catalogue. */
export type KindName =
  | (typeof kubernetesKinds)[number]["kind"]
  | (typeof foreseenKinds)[number]["kind"]
  | ServiceKind["kind"];

const broughtKinds = Object.values(services).flatMap((service): readonly Kind[] => service.kinds);

/** Kinds that rules know before their service is here: a service that comes brings its own row. */
const missingKinds = foreseenKinds.filter(
  ({ group, kind }) => !broughtKinds.some((brought) => brought.group === group && brought.kind === kind),
);

/** Kubernetes' own kinds, and those that services bring, as far as the program, rules or teams use them. */
export const kinds: readonly Kind[] = [...kubernetesKinds, ...missingKinds, ...broughtKinds];

const byName = new Map<string, Kind>(kinds.toReversed().map((kind) => [kind.kind, kind]));
const byGroupAndName = new Map<string, Kind>(kinds.map((kind) => [`${kind.group}/${kind.kind}`, kind]));

/** Kinds in namespaces of which pods come, Pods among them: nobody makes any in `default`. */
export const workloadKinds: readonly KindName[] = kinds
  .filter(({ namespaced, pods }) => namespaced && pods !== "none")
  .map(({ kind }) => kind)
  .filter(isKindName);

/** A kind by its name. */
export function kindOf(name: KindName): Kind {
  const found = byName.get(name);
  if (!found) throw new Error(`components/services/kinds.ts has no kind ${name}`);
  return found;
}

/** The name of an object's kind, where the catalogue has it. Versions are of no account: a kind keeps its meaning. */
export function kindNameOf(apiVersion: string, kind: string): KindName | undefined {
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
  return byGroupAndName.has(`${group}/${kind}`) && isKindName(kind) ? kind : undefined;
}

function isKindName(kind: string): kind is KindName {
  return byName.has(kind);
}
