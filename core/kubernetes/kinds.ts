/** What a rule can be about: kinds of Kubernetes objects, as the API server and Pulumi call them. */
export interface Kind {
  readonly group: string;
  readonly version: string;
  /** Its name in addresses of the API. */
  readonly resource: string;
  readonly namespaced: boolean;
}

export const kinds = {
  Pod: { group: "", version: "v1", resource: "pods", namespaced: true },
  Deployment: { group: "apps", version: "v1", resource: "deployments", namespaced: true },
  StatefulSet: { group: "apps", version: "v1", resource: "statefulsets", namespaced: true },
  DaemonSet: { group: "apps", version: "v1", resource: "daemonsets", namespaced: true },
  ReplicaSet: { group: "apps", version: "v1", resource: "replicasets", namespaced: true },
  Job: { group: "batch", version: "v1", resource: "jobs", namespaced: true },
  CronJob: { group: "batch", version: "v1", resource: "cronjobs", namespaced: true },
  Namespace: { group: "", version: "v1", resource: "namespaces", namespaced: false },
  Service: { group: "", version: "v1", resource: "services", namespaced: true },
  ServiceAccount: { group: "", version: "v1", resource: "serviceaccounts", namespaced: true },
  PersistentVolume: { group: "", version: "v1", resource: "persistentvolumes", namespaced: false },
  Role: { group: "rbac.authorization.k8s.io", version: "v1", resource: "roles", namespaced: true },
  ClusterRole: { group: "rbac.authorization.k8s.io", version: "v1", resource: "clusterroles", namespaced: false },
  RoleBinding: { group: "rbac.authorization.k8s.io", version: "v1", resource: "rolebindings", namespaced: true },
  ClusterRoleBinding: {
    group: "rbac.authorization.k8s.io",
    version: "v1",
    resource: "clusterrolebindings",
    namespaced: false,
  },
  NetworkPolicy: { group: "networking.k8s.io", version: "v1", resource: "networkpolicies", namespaced: true },
  Ingress: { group: "networking.k8s.io", version: "v1", resource: "ingresses", namespaced: true },
  PodDisruptionBudget: { group: "policy", version: "v1", resource: "poddisruptionbudgets", namespaced: true },
  HorizontalPodAutoscaler: {
    group: "autoscaling",
    version: "v2",
    resource: "horizontalpodautoscalers",
    namespaced: true,
  },
  StorageClass: { group: "storage.k8s.io", version: "v1", resource: "storageclasses", namespaced: false },
  Gateway: { group: "gateway.networking.k8s.io", version: "v1", resource: "gateways", namespaced: true },
  NodePool: { group: "karpenter.sh", version: "v1", resource: "nodepools", namespaced: false },
  EC2NodeClass: { group: "karpenter.k8s.aws", version: "v1", resource: "ec2nodeclasses", namespaced: false },
  InferenceService: {
    group: "serving.kserve.io",
    version: "v1beta1",
    resource: "inferenceservices",
    namespaced: true,
  },
  TrainJob: { group: "trainer.kubeflow.org", version: "v1alpha1", resource: "trainjobs", namespaced: true },
  TFJob: { group: "kubeflow.org", version: "v1", resource: "tfjobs", namespaced: true },
  PyTorchJob: { group: "kubeflow.org", version: "v1", resource: "pytorchjobs", namespaced: true },
  Workflow: { group: "argoproj.io", version: "v1alpha1", resource: "workflows", namespaced: true },
  CronWorkflow: { group: "argoproj.io", version: "v1alpha1", resource: "cronworkflows", namespaced: true },
  Canary: { group: "flagger.app", version: "v1beta1", resource: "canaries", namespaced: true },
  VerticalPodAutoscaler: {
    group: "autoscaling.k8s.io",
    version: "v1",
    resource: "verticalpodautoscalers",
    namespaced: true,
  },
  Profile: { group: "kubeflow.org", version: "v1", resource: "profiles", namespaced: false },
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;

/** Kinds with one pod's template, or a pod itself: what `variables.podSpec` is for. */
export const podKinds = [
  "Pod",
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicaSet",
  "Job",
  "CronJob",
] as const satisfies readonly KindName[];

/** The kind's entry, which `satisfies` has narrowed. */
export function kindOf(name: KindName): Kind {
  return kinds[name];
}

/** Which of the kinds an object is, if any. Versions are of no account: a kind keeps its meaning. */
export function kindNameOf(apiVersion: string, kind: string): KindName | undefined {
  const group = apiVersion.includes("/") ? apiVersion.split("/")[0] : "";
  return isKindName(kind) && kindOf(kind).group === group ? kind : undefined;
}

function isKindName(kind: string): kind is KindName {
  return Object.hasOwn(kinds, kind);
}
