import { groupBy } from "../../core/graph/graph";
import type { Kind } from "../../core/kubernetes/kind";
import { kinds } from "../services/kinds";

/** What a person of a team may do in its namespace. */
export const accessLevels = ["engineer", "viewer"] as const;
export type AccessLevel = (typeof accessLevels)[number];

/** A rule of a Role, in Kubernetes' words. */
export interface RoleRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const read = ["get", "list", "watch"] as const;
const write = ["create", "update", "patch", "delete"] as const;

const ofTeams = kinds.filter(({ teams }) => teams !== "none");

const viewerRules: readonly RoleRule[] = [
  ...rulesFor(ofTeams, read),
  { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] },
  { apiGroups: ["metrics.k8s.io"], resources: ["pods"], verbs: ["get", "list"] },
];

/**
 * Rules of each Role, in the team's namespace alone: what `teams` says in the row of each kind, and what is no kind of its
 * own. Engineers make by hand what is "edit"; what is "view" explains why something runs, waits or was refused.
 *
 * Nobody reads Secrets, since listing them shows their values. That is no wall inside a team: whoever makes a job can
 * have it mount whatever the namespace holds, so what one engineer must not have does not belong there. Nobody makes
 * SecretStores or ExternalSecrets either: external-secrets would follow one to another team's role, or to a store of the
 * platform's.
 *
 * Nobody gets `pods/exec`, `attach` or `portforward`: what runs there is in no spec that a policy has judged, the audit
 * log has only its first command, and a forwarded port passes by every network policy. Logs, events and a job with
 * another command serve the same ends. Pods are made by controllers alone: one by hand has nobody who makes it anew.
 */
export const teamRules: Readonly<Record<AccessLevel, readonly RoleRule[]>> = {
  viewer: viewerRules,
  engineer: [
    ...viewerRules,
    ...rulesFor(
      ofTeams.filter(({ teams }) => teams === "edit"),
      write,
    ),
    // Whatever made it makes it anew.
    { apiGroups: [""], resources: ["pods"], verbs: ["delete"] },
  ],
};

/**
 * The group that access entries put a team's people into. Kubernetes knows groups by name alone: the team in it keeps
 * one team's people out of another's namespace.
 */
export function teamGroup(team: string, access: AccessLevel): string {
  return `mlops:team:${team}:${access}`;
}

/** A rule for each group, in alphabetical order: which service comes first in the catalogue changes no Role. */
function rulesFor(own: readonly Kind[], verbs: readonly string[]): RoleRule[] {
  const byGroup = [...groupBy(own, ({ group }) => group)].sort(([one], [other]) => (one < other ? -1 : 1));
  return byGroup.map(([group, rows]) => ({
    apiGroups: [group],
    resources: rows.map(({ plural }) => plural).sort(),
    verbs,
  }));
}
