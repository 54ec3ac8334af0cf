import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-built-in-roles-for-teams",
  title: "Kubernetes' roles admin and edit are not bound in team namespaces",
  severity: "high",
  why: "The role edit allows reading every Secret, opening shells in pods and using any service account of the namespace, which the team's roles exclude.",
  fix: "bind the namespace's roles team-engineer or team-viewer, or a Role with only the needed permissions",
  references: [
    { name: "CIS EKS 4.1.2" },
    {
      name: "Kubernetes: User-facing roles",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles",
    },
  ],
  enforcement: "mandatory",
  kinds: ["RoleBinding"],
  scope: "teams",
  parts: ["roleRef", "subjects"],
  problem: "the binding must not use a role that reads Secrets and opens shells",
  // The roles that Kubernetes aggregates into admin and edit grant the same permissions.
  violations: `['admin', 'edit', 'system:aggregate-to-admin', 'system:aggregate-to-edit'].filter(name,
    object.?roleRef.?kind.orValue('') == 'ClusterRole' && object.roleRef.?name.orValue('') == name)`,
});
