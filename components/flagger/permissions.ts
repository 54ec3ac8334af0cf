import { facts } from "./facts";

/** Permissions of a role. */
interface Rule {
  readonly apiGroups: string[];
  readonly resources: string[];
  readonly verbs: string[];
}

/** Service account of Flagger's pods, as the chart creates it. */
export const flaggerAccount = { kind: "ServiceAccount", name: "flagger", namespace: facts.namespace } as const;

/** Name of the ClusterRole that a RoleBinding grants Flagger in the namespace of each team. */
export const namespaceRole = "flagger-namespace";

const readAndWrite = ["get", "create", "update", "patch"];

/** Permissions in all namespaces: Flagger watches its own kinds. */
export const watchRules: Rule[] = [
  {
    apiGroups: ["flagger.app"],
    resources: ["canaries", "metrictemplates", "alertproviders"],
    verbs: ["get", "list", "watch"],
  },
];

/**
 * Permissions in the namespace of a team: the objects of a rollout. Flagger deletes nothing: the garbage collector
 * removes what belongs to a deleted Canary. It has no permission on Secrets, ConfigMaps and pods.
 */
export const namespaceRules: Rule[] = [
  { apiGroups: ["flagger.app"], resources: ["canaries", "canaries/status"], verbs: ["get", "update", "patch"] },
  // Some API servers demand it of a controller that makes a Canary the owner of an object.
  { apiGroups: ["flagger.app"], resources: ["canaries/finalizers"], verbs: ["update"] },
  { apiGroups: ["apps"], resources: ["deployments"], verbs: readAndWrite },
  { apiGroups: [""], resources: ["services"], verbs: readAndWrite },
  { apiGroups: [""], resources: ["events"], verbs: ["create", "patch"] },
  { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: readAndWrite },
  { apiGroups: ["keda.sh"], resources: ["scaledobjects"], verbs: readAndWrite },
  { apiGroups: ["gateway.networking.k8s.io"], resources: ["httproutes"], verbs: readAndWrite },
];

/** Permissions in Flagger's own namespace: the lease by which the replicas elect a leader. */
export const leaseRules: Rule[] = [
  { apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: ["get", "create", "update"] },
];
