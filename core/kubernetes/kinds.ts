import type { Kind } from "./kind";

const core = { group: "", version: "v1" } as const;
const apps = { group: "apps", version: "v1" } as const;
const admission = {
  group: "admissionregistration.k8s.io",
  version: "v1",
  namespaced: false,
  teams: "none",
  pods: "none",
} as const;
const rbac = { group: "rbac.authorization.k8s.io", version: "v1", teams: "none", pods: "none" } as const;

/** Built-in Kubernetes kinds that the program, rules or teams use. */
export const kubernetesKinds = [
  { ...core, kind: "Pod", plural: "pods", namespaced: true, teams: "view", pods: "itself" },
  { ...apps, kind: "Deployment", plural: "deployments", namespaced: true, teams: "view", pods: "itself" },
  { ...apps, kind: "StatefulSet", plural: "statefulsets", namespaced: true, teams: "view", pods: "itself" },
  { ...apps, kind: "DaemonSet", plural: "daemonsets", namespaced: true, teams: "view", pods: "itself" },
  { ...apps, kind: "ReplicaSet", plural: "replicasets", namespaced: true, teams: "view", pods: "itself" },
  { group: "batch", version: "v1", kind: "Job", plural: "jobs", namespaced: true, teams: "edit", pods: "itself" },
  {
    group: "batch",
    version: "v1",
    kind: "CronJob",
    plural: "cronjobs",
    namespaced: true,
    teams: "edit",
    createdKinds: ["Job"],
    pods: "itself",
  },
  { ...core, kind: "ConfigMap", plural: "configmaps", namespaced: true, teams: "edit", pods: "none" },
  { ...core, kind: "Endpoints", plural: "endpoints", namespaced: true, teams: "view", pods: "none" },
  { ...core, kind: "Event", plural: "events", namespaced: true, teams: "view", pods: "none" },
  { ...core, kind: "LimitRange", plural: "limitranges", namespaced: true, teams: "view", pods: "none" },
  { ...core, kind: "Namespace", plural: "namespaces", namespaced: false, teams: "none", pods: "none" },
  { ...core, kind: "PersistentVolume", plural: "persistentvolumes", namespaced: false, teams: "none", pods: "none" },
  {
    ...core,
    kind: "PersistentVolumeClaim",
    plural: "persistentvolumeclaims",
    namespaced: true,
    teams: "edit",
    pods: "none",
  },
  {
    ...core,
    kind: "ReplicationController",
    plural: "replicationcontrollers",
    namespaced: true,
    teams: "view",
    // An obsolete kind: guardrails do not inspect its pod template.
    pods: "hidden",
  },
  { ...core, kind: "ResourceQuota", plural: "resourcequotas", namespaced: true, teams: "view", pods: "none" },
  // Permission to list Secrets includes reading their content.
  { ...core, kind: "Secret", plural: "secrets", namespaced: true, teams: "none", pods: "none" },
  { ...core, kind: "Service", plural: "services", namespaced: true, teams: "view", pods: "none" },
  { ...core, kind: "ServiceAccount", plural: "serviceaccounts", namespaced: true, teams: "view", pods: "none" },
  { ...rbac, kind: "Role", plural: "roles", namespaced: true },
  { ...rbac, kind: "ClusterRole", plural: "clusterroles", namespaced: false },
  { ...rbac, kind: "RoleBinding", plural: "rolebindings", namespaced: true },
  { ...rbac, kind: "ClusterRoleBinding", plural: "clusterrolebindings", namespaced: false },
  { ...admission, kind: "ValidatingAdmissionPolicy", plural: "validatingadmissionpolicies" },
  { ...admission, kind: "ValidatingAdmissionPolicyBinding", plural: "validatingadmissionpolicybindings" },
  {
    group: "apiextensions.k8s.io",
    version: "v1",
    kind: "CustomResourceDefinition",
    plural: "customresourcedefinitions",
    namespaced: false,
    teams: "none",
    pods: "none",
  },
  {
    group: "networking.k8s.io",
    version: "v1",
    kind: "NetworkPolicy",
    plural: "networkpolicies",
    namespaced: true,
    teams: "view",
    pods: "none",
  },
  {
    group: "networking.k8s.io",
    version: "v1",
    kind: "Ingress",
    plural: "ingresses",
    namespaced: true,
    teams: "none",
    pods: "none",
  },
  {
    group: "policy",
    version: "v1",
    kind: "PodDisruptionBudget",
    plural: "poddisruptionbudgets",
    namespaced: true,
    teams: "view",
    pods: "none",
  },
  {
    group: "autoscaling",
    version: "v2",
    kind: "HorizontalPodAutoscaler",
    plural: "horizontalpodautoscalers",
    namespaced: true,
    teams: "view",
    pods: "none",
  },
  {
    group: "discovery.k8s.io",
    version: "v1",
    kind: "EndpointSlice",
    plural: "endpointslices",
    namespaced: true,
    teams: "view",
    pods: "none",
  },
  {
    group: "events.k8s.io",
    version: "v1",
    kind: "Event",
    plural: "events",
    namespaced: true,
    teams: "view",
    pods: "none",
  },
  {
    group: "storage.k8s.io",
    version: "v1",
    kind: "StorageClass",
    plural: "storageclasses",
    namespaced: false,
    teams: "none",
    pods: "none",
  },
] as const satisfies readonly Kind[];

const argo = { group: "argoproj.io", version: "v1alpha1", namespaced: true, teams: "none", pods: "hidden" } as const;

const katib = { group: "kubeflow.org", version: "v1beta1", namespaced: true, teams: "none", pods: "hidden" } as const;

/** Kinds of services that the platform does not install yet. Rules already recognize them. */
export const plannedKinds = [
  { ...argo, kind: "Workflow", plural: "workflows" },
  { ...argo, kind: "CronWorkflow", plural: "cronworkflows" },
  { ...katib, kind: "Trial", plural: "trials", createdKinds: ["Job"] },
  { ...katib, kind: "Suggestion", plural: "suggestions", createdKinds: ["Deployment"] },
  {
    group: "kubeflow.org",
    version: "v1",
    kind: "Profile",
    plural: "profiles",
    namespaced: false,
    teams: "none",
    pods: "none",
  },
] as const satisfies readonly Kind[];

type KubernetesKind = (typeof kubernetesKinds)[number];
type PodKind = Extract<KubernetesKind, { readonly pods: "itself" }>;

/** Pods and the kinds with one pod template, for which rules define `variables.podSpec`. */
export const podKinds: readonly PodKind["kind"][] = kubernetesKinds.filter(isPodKind).map(({ kind }) => kind);

function isPodKind(kind: KubernetesKind): kind is PodKind {
  return kind.pods === "itself";
}
