import type { ReplacementRule } from "./replacementRule";

/**
 * Fields whose change replaces an object, by kind: fields that are immutable in the Kubernetes API, and the data of
 * Secrets, because Pulumi's provider replaces a Secret with new data. The provider updates ConfigMaps in place, because
 * the platform sets its option `enableConfigMapMutable`. Sources: `provider/pkg/provider/diff.go` of pulumi-kubernetes
 * and the Kubernetes API reference, 2026-11.
 */
const fields: Readonly<Record<string, readonly string[]>> = {
  ClusterRoleBinding: ["roleRef"],
  DaemonSet: ["spec.selector"],
  Deployment: ["spec.selector"],
  Job: ["spec"],
  PersistentVolumeClaim: ["spec"],
  PriorityClass: ["value"],
  ReplicaSet: ["spec.selector"],
  ResourceQuota: ["spec.scopes", "spec.scopeSelector"],
  RoleBinding: ["roleRef"],
  Secret: ["type", "data", "stringData"],
  Service: ["spec.clusterIP"],
  StatefulSet: ["spec.podManagementPolicy", "spec.selector", "spec.serviceName", "spec.volumeClaimTemplates"],
  StorageClass: [
    "provisioner",
    "parameters",
    "reclaimPolicy",
    "mountOptions",
    "volumeBindingMode",
    "allowedTopologies",
  ],
};

/** API groups of the kinds in `fields`. Other groups may have kinds with the same names. */
const groups = new Set(["core", "apps", "batch", "rbac.authorization.k8s.io", "scheduling.k8s.io", "storage.k8s.io"]);

/** Returns the replacement rule of a Kubernetes type. A change of name or namespace always replaces the object. */
export function kubernetesRule(type: string): ReplacementRule {
  const [, groupVersion = "", kind = ""] = type.split(":");
  // Name and namespace identify a Helm release. Other changes upgrade it.
  if (groupVersion.startsWith("helm.sh/")) return { replaceOn: ["name", "namespace"], optionalComputed: ["name"] };
  const own = groups.has(groupVersion.split("/")[0] ?? "") ? (fields[kind] ?? []) : [];
  return {
    replaceOn: ["metadata.name", "metadata.namespace", ...own],
    optionalComputed: ["metadata.name", "metadata.namespace"],
  };
}
