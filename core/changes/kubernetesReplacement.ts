import type { ReplacementRule } from "./replacementRule";

/**
 * Fields that the Kubernetes API does not let change, and those that Pulumi's provider replaces by choice: data of
 * ConfigMaps and Secrets. From `provider/pkg/provider/diff.go` of pulumi-kubernetes and the API's reference, 2026-11.
 */
const fields: Readonly<Record<string, readonly string[]>> = {
  ConfigMap: ["data", "binaryData"],
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

/** Kinds of other groups may share a name with those above. */
const groups = new Set(["core", "apps", "batch", "rbac.authorization.k8s.io", "scheduling.k8s.io", "storage.k8s.io"]);

/** The rule of a Kubernetes type: identity always replaces, most else never does. */
export function kubernetesRule(type: string): ReplacementRule {
  const [, groupVersion = "", kind = ""] = type.split(":");
  // A chart's release is known by name and namespace: all else is an upgrade.
  if (groupVersion.startsWith("helm.sh/")) return { replaceOn: ["name", "namespace"], optionalComputed: ["name"] };
  const own = groups.has(groupVersion.split("/")[0] ?? "") ? (fields[kind] ?? []) : [];
  return {
    replaceOn: ["metadata.name", "metadata.namespace", ...own],
    optionalComputed: ["metadata.name", "metadata.namespace"],
  };
}
