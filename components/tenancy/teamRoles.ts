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

interface Kinds {
  readonly group: string;
  readonly resources: readonly string[];
}

/** What engineers make by hand; the platform's program makes the rest. */
const ownWork: readonly Kinds[] = [
  { group: "batch", resources: ["jobs", "cronjobs"] },
  { group: "trainer.kubeflow.org", resources: ["trainjobs"] },
  { group: "kubeflow.org", resources: ["pytorchjobs", "tfjobs"] },
  { group: "serving.kserve.io", resources: ["inferenceservices"] },
  { group: "", resources: ["configmaps", "persistentvolumeclaims"] },
];

/** What explains why something runs, waits or was refused. */
const surroundings: readonly Kinds[] = [
  {
    group: "",
    resources: [
      "endpoints",
      "events",
      "limitranges",
      "pods",
      "replicationcontrollers",
      "resourcequotas",
      "serviceaccounts",
      "services",
    ],
  },
  { group: "apps", resources: ["daemonsets", "deployments", "replicasets", "statefulsets"] },
  { group: "autoscaling", resources: ["horizontalpodautoscalers"] },
  { group: "discovery.k8s.io", resources: ["endpointslices"] },
  { group: "events.k8s.io", resources: ["events"] },
  { group: "external-secrets.io", resources: ["externalsecrets", "secretstores"] },
  { group: "gateway.networking.k8s.io", resources: ["httproutes"] },
  { group: "jobset.x-k8s.io", resources: ["jobsets"] },
  { group: "monitoring.coreos.com", resources: ["podmonitors", "prometheusrules", "servicemonitors"] },
  { group: "networking.k8s.io", resources: ["networkpolicies"] },
  { group: "policy", resources: ["poddisruptionbudgets"] },
  { group: "serving.kserve.io", resources: ["servingruntimes"] },
  { group: "trainer.kubeflow.org", resources: ["trainingruntimes"] },
];

const viewerRules: readonly RoleRule[] = [
  ...[...ownWork, ...surroundings].map((kinds) => rule(kinds, read)),
  { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] },
  { apiGroups: ["metrics.k8s.io"], resources: ["pods"], verbs: ["get", "list"] },
];

/**
 * Rules of each Role, in the team's namespace alone.
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
    ...ownWork.map((kinds) => rule(kinds, write)),
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

function rule({ group, resources }: Kinds, verbs: readonly string[]): RoleRule {
  return { apiGroups: [group], resources, verbs };
}
