import { groupBy } from "../../core/graph/graph";
import type { Kind } from "../../core/kubernetes/kind";
import { kinds } from "../services/kinds";

/** Access levels of a team's people. */
export const accessLevels = ["engineer", "viewer"] as const;

/** An access level: `engineer` runs jobs and models, `viewer` reads. */
export type AccessLevel = (typeof accessLevels)[number];

/** A rule of a Kubernetes Role. */
export interface RoleRule {
  /** API groups of the resources. */
  readonly apiGroups: readonly string[];
  /** Plural names of kinds. */
  readonly resources: readonly string[];
  /** Permitted verbs. */
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
 * Rules of each Role in the team's namespace. They follow from the field `teams` of each kind: engineers create objects
 * of kinds with "edit"; kinds with "view" show why a workload runs, waits or was rejected.
 *
 * No role reads Secrets: listing them shows their values. This does not separate people of the same team, because a job
 * can mount every Secret of the namespace. No role creates SecretStores or ExternalSecrets: with these,
 * external-secrets could use the role of another team or a store of the platform.
 *
 * No role has `pods/exec`, `attach` or `portforward`: no policy checks the commands, the audit log contains only the
 * first one, and a forwarded port bypasses network policies. Logs, events and a job with another command serve the same
 * purpose. No role creates pods: only a controller recreates a pod that is lost.
 */
export const teamRules: Readonly<Record<AccessLevel, readonly RoleRule[]>> = {
  viewer: viewerRules,
  engineer: [
    ...viewerRules,
    ...rulesFor(
      ofTeams.filter(({ teams }) => teams === "edit"),
      write,
    ),
    // The pod's controller recreates it.
    { apiGroups: [""], resources: ["pods"], verbs: ["delete"] },
  ],
};

/**
 * Returns the Kubernetes group of a team's people with an access level. Access entries assign it. It contains the
 * team's name, so that people of one team have no access to the namespace of another.
 */
export function teamGroup(team: string, access: AccessLevel): string {
  return `mlops:team:${team}:${access}`;
}

/** A rule for each API group, in alphabetical order, so that the order of services does not change Roles. */
function rulesFor(own: readonly Kind[], verbs: readonly string[]): RoleRule[] {
  const byGroup = [...groupBy(own, ({ group }) => group)].sort(([one], [other]) => (one < other ? -1 : 1));
  return byGroup.map(([group, rows]) => ({
    apiGroups: [group],
    resources: rows.map(({ plural }) => plural).sort(),
    verbs,
  }));
}
